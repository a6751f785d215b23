// Package putback follows transactions for the time of a call.
package putback

type client struct{ name string }

type navigator interface {
	follow(name string) (func(), error)
}

type own struct{ at *client }

func (o *own) follow(name string) (func(), error) {
	old := o.at
	revert := func() {
		o.at = old
	}
	o.at = &client{name}
	return revert, nil
}

type shared struct{ at *client }

func (s *shared) follow(name string) (func(), error) {
	old := s.at
	s.at = &client{name}
	return func() { s.at = old }, nil
}

func removeAll(all map[navigator][]string, remove func([]string) error) error {
	for n, names := range all {
		reset, err := n.follow("tx")
		if err != nil {
			return err
		}
		defer reset()
		if err := remove(names); err != nil {
			return err
		}
	}
	return nil
}
