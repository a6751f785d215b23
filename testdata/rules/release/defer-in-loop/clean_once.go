// Package once defers in loops what runs in one round only.
package once

import (
	"context"
	"io"
	"os"
	"time"
)

type stream interface {
	Write(p []byte) error
	Close() error
}

type source struct{ open func() (stream, error) }

func (s *source) unready(reason string) {}

func (s *source) read(r io.Reader) error {
	var out stream
	buf := make([]byte, 1500)
	for {
		n, err := r.Read(buf)
		if err != nil {
			return err
		}
		if out == nil {
			if out, err = s.open(); err != nil {
				return err
			}
			defer s.unready("end of stream")
		}
		if err := out.Write(buf[:n]); err != nil {
			return err
		}
	}
}

func log(path string, lines <-chan string) error {
	var file *os.File
	opened := false
	for line := range lines {
		if !opened {
			var err error
			file, err = os.Create(path)
			if err != nil {
				return err
			}
			defer file.Close()
			opened = true
		}
		if _, err := file.WriteString(line); err != nil {
			return err
		}
	}
	return nil
}

// A goto makes the loop; the timer is made in the first round only.
func await(ready func() chan struct{}, isReady func() bool, timeout time.Duration) error {
	var timer *time.Timer
	var expired <-chan time.Time
again:
	if isReady() {
		return nil
	}
	if timer == nil && timeout != 0 {
		timer = time.NewTimer(timeout)
		expired = timer.C
		defer timer.Stop()
	}
	select {
	case <-ready():
		goto again
	case <-expired:
		return os.ErrDeadlineExceeded
	}
}

func lead(stop <-chan struct{}, changed <-chan struct{}, begin, end, reconcile func() error) {
	leading := false
reconcile:
	if !leading {
		if begin() != nil {
			return
		}
		leading = true
		defer end()
	}
	if reconcile() != nil {
		return
	}
	select {
	case <-stop:
	case <-changed:
		goto reconcile
	}
}

func offer(work chan<- int, job int, tell bool, done <-chan struct{}) bool {
	var late <-chan time.Time
	for {
		if tell {
			tell = false // once is enough
			t := time.NewTimer(time.Second)
			late = t.C
			defer t.Stop()
		}
		select {
		case work <- job:
			return true
		case <-late:
			continue
		case <-done:
			return false
		}
	}
}

func try(ctx context.Context, results chan<- int) { results <- 1 }

// A timer fires once, also where it is set anew because it has not.
func race(ctx context.Context, results chan int, delay time.Duration) int {
	go try(ctx, results)
	timer := time.NewTimer(delay)
	defer timer.Stop()
	for {
		select {
		case <-timer.C:
			second, cancel := context.WithCancel(ctx)
			defer cancel()
			go try(second, results)
		case n := <-results:
			if n > 0 {
				return n
			}
			if timer.Stop() {
				timer.Reset(0)
			}
		}
	}
}

func raceIf(ctx context.Context, results chan int, delay time.Duration) int {
	var fired <-chan time.Time
	if delay > 0 {
		timer := time.NewTimer(delay)
		defer timer.Stop()
		fired = timer.C
	}
	for {
		select {
		case <-fired:
			second, cancel := context.WithCancel(ctx)
			defer cancel()
			go try(second, results)
		case n := <-results:
			return n
		}
	}
}

// The case takes its channel away: it does not come again.
func untilBoth(first, second <-chan string) error {
	for first != nil || second != nil {
		select {
		case name := <-first:
			first = nil
			f, err := os.Open(name)
			if err != nil {
				return err
			}
			defer f.Close()
		case <-second:
			second = nil
		}
	}
	return nil
}
