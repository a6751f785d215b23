// Package rounds defers in loops that go on and on.
package rounds

import (
	"context"
	"io"
	"os"
	"time"
)

type call struct{ name string }

type stream interface {
	Recv() (*call, error)
	Send(answer string) error
}

// One deferred call more for each message, until the stream ends.
func serve(s stream, report func(name string, took time.Duration)) error {
	for {
		in, err := s.Recv()
		if err != nil {
			return err
		}
		start := time.Now()
		defer func() { // want "this runs when the function returns, not when the iteration ends"
			report(in.name, time.Since(start))
		}()
		if err := s.Send(in.name); err != nil {
			return err
		}
	}
}

func handle(calls <-chan call, told func(string)) {
	for c := range calls {
		defer told(c.name + " done") // want "this runs when the function returns"
	}
}

// The flag is taken back, so there may be many rounds.
func again(paths <-chan string) error {
	open := false
	for path := range paths {
		if !open {
			file, err := os.Open(path)
			if err != nil {
				return err
			}
			defer file.Close() // want "`file` is released when the function returns"
			open = true
			_, err = io.Copy(io.Discard, file)
			if err != nil {
				open = false
			}
		}
	}
	return nil
}

// Only one of the branches closes the file.
func unpack(names []string, r io.Reader) error {
	for _, name := range names {
		out, err := os.Create(name)
		if err != nil {
			return err
		}
		defer out.Close() // want "`out` is released when the function returns"
		n, err := io.Copy(out, r)
		if err != nil {
			return err
		}
		if n == 0 {
			continue
		}
		if err := out.Close(); err != nil {
			return err
		}
	}
	return nil
}

// The channel is a new variable in each round, so there is always another timer.
func next(isReady func() bool, ready <-chan struct{}, timeout time.Duration) error {
again:
	if isReady() {
		return nil
	}
	var expired <-chan time.Time
	if expired == nil && timeout > 0 {
		timer := time.NewTimer(timeout)
		defer timer.Stop() // want "this runs when the function returns"
		expired = timer.C
	}
	select {
	case <-ready:
		goto again
	case <-expired:
		return os.ErrDeadlineExceeded
	}
}

// Nothing sets the flag, so each round with it defers.
func copyAll(paths <-chan string, keep bool) error {
	for path := range paths {
		if keep {
			file, err := os.Open(path)
			if err != nil {
				return err
			}
			defer file.Close() // want "`file` is released when the function returns"
			if _, err = io.Copy(io.Discard, file); err != nil {
				return err
			}
		}
	}
	return nil
}

// Another case gives the channel back.
func givenBack(names <-chan string, more <-chan struct{}) error {
	waiting := names
	for {
		select {
		case name := <-waiting:
			waiting = nil
			f, err := os.Open(name)
			if err != nil {
				return err
			}
			defer f.Close() // want "`f` is released when the function returns"
		case _, ok := <-more:
			if !ok {
				return nil
			}
			waiting = names
		}
	}
}

// The flag is turned back, so it goes round as long as the session is stale.
func enterAgain(ctx context.Context, open func(context.Context, bool) error) error {
	renew := false
again:
	limited, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel() // want "one context more is kept with each iteration"
	err := open(limited, renew)
	if renew = !renew; err != nil && renew {
		renew = true
		goto again
	}
	if err != nil && !renew {
		renew = true
		goto again
	}
	return err
}
