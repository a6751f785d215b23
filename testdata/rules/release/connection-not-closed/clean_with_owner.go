package owner

import (
	"errors"

	"golang.org/x/crypto/ssh"
)

type shell struct {
	client  *ssh.Client
	session *ssh.Session
}

// A session ends with its connection.
func (s *shell) cleanSession(addr string, config *ssh.ClientConfig) error {
	client, err := ssh.Dial("tcp", addr, config)
	if err != nil {
		return err
	}
	session, err := client.NewSession()
	if err != nil {
		client.Close()
		return err
	}
	if err := session.Setenv("LANG", "C"); err != nil {
		client.Close()
		return errors.Join(errors.New("setenv"), err)
	}
	s.client, s.session = client, session
	return nil
}

// Whoever has a session has a connection, whatever is tested again.
func (s *shell) cleanTested(addr string, config *ssh.ClientConfig) error {
	client, err := ssh.Dial("tcp", addr, config)
	if err != nil {
		return err
	}
	session, err := client.NewSession()
	if err != nil {
		if client != nil {
			client.Close()
		}
		return err
	}
	if err := session.Setenv("LANG", "C"); err != nil {
		if client != nil {
			client.Close()
		}
		return errors.Join(errors.New("setenv"), err)
	}
	s.client, s.session = client, session
	return nil
}
