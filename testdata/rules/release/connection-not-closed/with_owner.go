package owner

import "golang.org/x/crypto/ssh"

// Where the connection stays, its session does.
func begin(client *ssh.Client, keep func(*ssh.Session)) error {
	session, err := client.NewSession() // want "the connection in `session` is not closed on every path"
	if err != nil {
		return err
	}
	if err := session.Setenv("LANG", "C"); err != nil {
		return err
	}
	keep(session)
	return nil
}
