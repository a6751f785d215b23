// Rounds that start goroutines, and flags that each way has set.
package flags

import (
	"context"
	"time"
)

type wire interface{ Send(text string) error }

// The writer has ended before its error is heard.
func forward(w wire, quit <-chan struct{}, texts <-chan string, report chan<- error) {
	queue := make(chan string, 1)
	failed := make(chan error, 1)
	go func() {
		for text := range queue {
			if err := w.Send(text); err != nil {
				failed <- err
				return
			}
		}
		close(failed)
	}()
	tell := func(err error) {
		if err == nil {
			return
		}
		select {
		case report <- err:
		default:
			go func() {
				select {
				case report <- err:
				case <-time.After(time.Second):
				}
			}()
		}
	}
	finish := func() {
		close(queue)
		<-failed
	}
	for {
		select {
		case <-quit:
			finish()
			return
		case err := <-failed:
			tell(err)
			return
		case text := <-texts:
			select {
			case queue <- text:
			case err := <-failed:
				tell(err)
				return
			}
		}
	}
}

type offer struct {
	price int
	err   error
}

// One offer wins, or all have failed.
func cheapest(ask []func() offer) (int, error) {
	offers := make(chan offer, len(ask))
	won := make(chan int, 1)
	lost := make(chan error, 1)
	for _, one := range ask {
		go func() { offers <- one() }()
	}
	go choose(ask, offers, won, lost)
	price, ok := <-won
	if !ok {
		return 0, <-lost
	}
	return price, nil
}

func choose(ask []func() offer, offers <-chan offer, won chan<- int, lost chan<- error) {
	var chosen bool
	var last error
	for i := 0; i < len(ask); i++ {
		got := <-offers
		if got.err != nil {
			last = got.err
			continue
		}
		if chosen {
			continue
		}
		chosen = true
		won <- got.price
	}
	if !chosen {
		lost <- last
	}
	close(won)
}

// Whoever gives up first leaves one answer in a channel that has room for it.
func first(ctx context.Context, ask []func() offer) int {
	offers := make(chan offer, len(ask))
	won := make(chan int, 1)
	for _, one := range ask {
		go func() { offers <- one() }()
	}
	go func() {
		done := false
		for range cap(offers) {
			got := <-offers
			if done || got.err != nil {
				continue
			}
			done = true
			won <- got.price
		}
	}()
	select {
	case price := <-won:
		return price
	case <-ctx.Done():
		return 0
	}
}
