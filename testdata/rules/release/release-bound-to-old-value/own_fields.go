// Package publish gives up what its type closes elsewhere.
package publish

import (
	"errors"
	"io"
)

var errClosed = errors.New("the link is closed")

type link struct{ w io.WriteCloser }

func (l *link) send(text string) error {
	_, err := io.WriteString(l.w, text)
	return err
}

func (l *link) Close() error { return l.w.Close() }

type output struct {
	link *link
	open func() (*link, error)
	sent int
}

func (o *output) Close() error {
	if o.link != nil {
		return o.link.Close()
	}
	return nil
}

func (o *output) publish(text string) error {
	if o.link == nil {
		made, err := o.open()
		if err != nil {
			return err
		}
		o.link = made
	}
	o.sent++
	return o.link.send(text)
}

func (o *output) write(text string) error {
	if err := o.publish(text); err != nil {
		o.link = nil // want "`o.link` is set to nil while it holds a link that is not closed"
		return err
	}
	return nil
}

func (o *output) rotate(text string) error {
	err := o.link.send(text)
	if o.sent > 100 {
		o.link = nil // want "`o.link` is set to nil while it holds a link that is not closed"
	}
	return err
}

func (o *output) cleanWrite(text string) error {
	if err := o.publish(text); err != nil {
		_ = o.link.Close()
		o.link = nil
		return err
	}
	return nil
}

func (o *output) cleanEnded(text string) error {
	err := o.publish(text)
	if errors.Is(err, errClosed) {
		o.link = nil
	}
	return err
}

func (o *output) cleanHanded(text string) (*link, error) {
	err := o.publish(text)
	held := o.link
	o.link = nil
	return held, err
}

func (o *output) cleanUnderAnotherName(text string) error {
	made, err := o.open()
	if err != nil {
		return err
	}
	o.link = made
	if err := o.publish(text); err != nil {
		_ = made.Close()
		o.link = nil
		return err
	}
	return nil
}

func (l *link) Drop() error { return l.w.Close() }

func (o *output) cleanDropped() error {
	if o.link != nil {
		if err := o.link.Drop(); err != nil {
			return err
		}
		o.link = nil
	}
	return nil
}

func (o *output) cleanLast(text string) error {
	err := o.publish(text)
	o.link = nil
	return err
}

type cache struct{ last *link }

func (c *cache) cleanNobodyCloses(text string) error {
	err := c.last.send(text)
	c.last = nil
	return err
}

type session struct {
	link *link
	err  error
	open func() (*link, error)
}

func (s *session) Close() error { return s.link.Close() }

func (s *session) cleanNotOpened(text string) error {
	if s.link == nil {
		s.link, s.err = s.open()
		if s.err != nil {
			s.link = nil
			return s.err
		}
	}
	return s.link.send(text)
}

func (s *session) cleanNotOpenedAgain(text string) error {
	if s.err = s.link.send(text); s.err == nil {
		return nil
	}
	_ = s.link.Close()
	if s.link, s.err = s.open(); s.err != nil {
		s.link = nil
	}
	return s.err
}
