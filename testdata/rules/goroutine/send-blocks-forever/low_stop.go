// Package stopping leaves a goroutine behind as the process ends.
package stopping

import (
	"errors"
	"net"
	"net/http"
	"time"
)

type flusher interface{ Flush() error }

type processor struct{ queue flusher }

func (p *processor) Stop() error {
	failed := make(chan error)
	go func() { failed <- p.queue.Flush() }() // want "the send on `failed` blocks for ever"
	select {
	case err := <-failed:
		return err
	case <-time.After(5 * time.Second):
		return errors.New("not flushed in time")
	}
}

// A helper serves; when one of them ends, so does the process.
type gateway struct {
	address string
	mail    string
	metrics string
}

func (g *gateway) receiveMail() error {
	listener, err := net.Listen("tcp", g.mail)
	if err != nil {
		return err
	}
	return http.Serve(listener, nil)
}

func (g *gateway) Run() error {
	ended := make(chan error)
	go func() {
		ended <- http.ListenAndServe(g.address, nil) // want "the send on `ended` blocks for ever"
	}()
	go func() {
		ended <- g.receiveMail()
	}()
	return <-ended
}
