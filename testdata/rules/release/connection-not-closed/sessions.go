// does-not-compile: the packages it imports are not here
package sessions

import (
	"net"

	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/hirochachacha/go-smb2"
)

func cleanLoggedOff(address string, dialer *smb2.Dialer) ([]string, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	session, err := dialer.Dial(conn)
	if err != nil {
		return nil, err
	}
	defer session.Logoff()
	return session.ListSharenames()
}

func shares(conn net.Conn, dialer *smb2.Dialer) ([]string, error) {
	session, err := dialer.Dial(conn) // want "the SMB session in `session` is not closed on every path"
	if err != nil {
		return nil, err
	}
	names, err := session.ListSharenames()
	if err != nil {
		return nil, err
	}
	return names, session.Logoff()
}

func cleanLoggedOut(address string) error {
	client, err := imapclient.DialTLS(address, nil)
	if err != nil {
		return err
	}
	defer client.Logout()
	return client.Noop().Wait()
}

func probe(address string) error {
	client, err := imapclient.DialTLS(address, nil) // want "the connection in `client` is not closed on every path"
	if err != nil {
		return err
	}
	if err := client.Noop().Wait(); err != nil {
		return err
	}
	return client.Logout().Wait()
}
