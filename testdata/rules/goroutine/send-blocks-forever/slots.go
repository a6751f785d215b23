// Package slots lets a few at once, by a channel with room.
package slots

import (
	"context"
	"errors"
)

type pool struct {
	slots chan struct{}
	ready chan struct{}
}

func newPool(n int) *pool {
	return &pool{slots: make(chan struct{}, n), ready: make(chan struct{}, 1)}
}

func (p *pool) run(work func() error) error {
	p.slots <- struct{}{} // want "the slot that this send takes of `p.slots` is not given back on every way"
	if err := work(); err != nil {
		return err
	}
	<-p.slots
	return nil
}

func (p *pool) runFor(ctx context.Context, open func() (func(), error)) error {
	select {
	case p.slots <- struct{}{}: // want "is not given back on every way"
	case <-ctx.Done():
		return ctx.Err()
	}
	work, err := open()
	if err != nil {
		return err
	}
	go func() {
		defer func() { <-p.slots }()
		work()
	}()
	return nil
}

func (p *pool) runWell(work func() error) error {
	p.slots <- struct{}{}
	defer func() { <-p.slots }()
	return work()
}

func (p *pool) runOrNot(work func() error) error {
	select {
	case p.slots <- struct{}{}:
	default:
		return errors.New("busy")
	}
	err := work()
	<-p.slots
	return err
}

func (p *pool) release() { <-p.slots }

func (p *pool) runHelped(work func() error) error {
	p.slots <- struct{}{}
	if err := work(); err != nil {
		p.release()
		return err
	}
	<-p.slots
	return nil
}

// Others give it back.
func (p *pool) acquire() { p.slots <- struct{}{} }

// Who acquires one has it, unless that failed.
func (p *pool) cleanAcquireSlot(done <-chan struct{}, stopped func() bool) error {
	select {
	case p.slots <- struct{}{}:
		if stopped() {
			<-p.slots
			return errors.New("stopped")
		}
		return nil
	case <-done:
		return errors.New("done")
	}
}

func (p *pool) acquireOpen(stopped func() bool, open func() error) error {
	p.slots <- struct{}{} // want "the slot that this send takes"
	if stopped() {
		<-p.slots
		return errors.New("stopped")
	}
	if err := open(); err != nil {
		return err
	}
	return nil
}

// A signal is no slot.
func (p *pool) signal(work func() error) error {
	p.ready <- struct{}{}
	if err := work(); err != nil {
		return err
	}
	<-p.ready
	return nil
}

type tickets struct {
	left chan struct{}
	done chan struct{}
}

func newTickets(n int) *tickets {
	t := &tickets{left: make(chan struct{}, n), done: make(chan struct{})}
	for range n {
		t.left <- struct{}{}
	}
	return t
}

// A ticket that was taken is put back: there is room for it.
func (t *tickets) cleanServe(accept func() (func(), error)) {
	for {
		select {
		case <-t.left:
		case <-t.done:
			return
		}
		work, err := accept()
		if err != nil {
			t.left <- struct{}{}
			continue
		}
		go func() {
			defer func() { t.left <- struct{}{} }()
			work()
		}()
	}
}
