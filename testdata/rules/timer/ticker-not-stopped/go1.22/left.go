// Package left has tickers that are left running on some ways.
package left

import (
	"context"
	"time"
)

func watch(ctx context.Context, ready func() bool) {
	ticker := time.NewTicker(time.Second) // want "`ticker` is not stopped on every way"
	quit := make(chan struct{})
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
				if ready() {
					close(quit)
				}
			case <-quit:
				ticker.Stop()
				return
			}
		}
	}()
}

func watchWell(ctx context.Context, ready func() bool) {
	ticker := time.NewTicker(time.Second)
	go func() {
		for {
			select {
			case <-ctx.Done():
				ticker.Stop()
				return
			case <-ticker.C:
				if ready() {
					ticker.Stop()
					return
				}
			}
		}
	}()
}

// The goroutine that stops it need not come to start.
func collect(names <-chan string, show func(int)) {
	ticker := time.NewTicker(time.Second) // want "`ticker` is not stopped on every way"
	done := make(chan struct{})
	go func() {
		defer close(done)
		n := 0
		for range names {
			n++
		}
		if n == 0 {
			return
		}
		go func() {
			defer ticker.Stop()
			for {
				select {
				case <-done:
					return
				case <-ticker.C:
					show(n)
				}
			}
		}()
	}()
}

// A defer stops the ticker that there was when it ran.
func display(ctx context.Context, lines <-chan string, show func(string)) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		case line := <-lines:
			show(line)
			ticker.Stop()
			ticker = time.NewTicker(time.Second) // want "the defer before stops the ticker that `ticker` had then"
		}
	}
}

func displayWell(ctx context.Context, lines <-chan string, show func(string)) {
	ticker := time.NewTicker(time.Second)
	defer func() { ticker.Stop() }()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		case line := <-lines:
			show(line)
			ticker.Stop()
			ticker = time.NewTicker(time.Second)
		}
	}
}
