// Package consuming starts a goroutine for each message, and returns at the first error of one.
package consuming

import (
	"context"
	"sync"
)

type broker struct {
	working sync.WaitGroup
	stop    chan struct{}
}

func (b *broker) counted(messages <-chan string, handle func(string) error) error {
	failed := make(chan error, 1)
	for {
		select {
		case err := <-failed:
			return err
		case message := <-messages:
			b.working.Add(1)
			go func() {
				defer b.working.Done()
				if err := handle(message); err != nil {
					failed <- err // want "the send on `failed` blocks for ever"
				}
			}()
		}
	}
}

func (b *broker) pooled(messages <-chan string, handle func(string) error, pool chan struct{}) error {
	failed := make(chan error, 1)
	for {
		select {
		case err := <-failed:
			return err
		case message := <-messages:
			<-pool
			go func() {
				if err := handle(message); err != nil {
					failed <- err // want "the send on `failed` blocks for ever"
				}
				pool <- struct{}{}
			}()
		case <-b.stop:
			return nil
		}
	}
}

func (b *broker) clean_dropped(messages <-chan string, handle func(string) error) error {
	failed := make(chan error, 1)
	for {
		select {
		case err := <-failed:
			return err
		case message := <-messages:
			go func() {
				if err := handle(message); err != nil {
					select {
					case failed <- err:
					default:
					}
				}
			}()
		}
	}
}

func (b *broker) clean_ended(ctx context.Context, messages <-chan string, handle func(string) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	failed := make(chan error)
	for {
		select {
		case err := <-failed:
			return err
		case message := <-messages:
			go func() {
				if err := handle(message); err != nil {
					select {
					case failed <- err:
					case <-ctx.Done():
					}
				}
			}()
		}
	}
}

func (b *broker) clean_heard(messages <-chan string, handle func(string) error, tell func(error)) {
	failed := make(chan error)
	for {
		select {
		case err := <-failed:
			tell(err)
		case message := <-messages:
			go func() {
				if err := handle(message); err != nil {
					failed <- err
				}
			}()
		}
	}
}

func low_pending(messages <-chan string, handle func(string) error) error {
	answers := make(chan error)
	pending := 0
	var first error
	for {
		select {
		case message := <-messages:
			pending++
			go func() { answers <- handle(message) }() // want "the send on `answers` blocks for ever"
		case err := <-answers:
			pending--
			if first == nil {
				first = err
			}
			if first != nil && pending == 0 {
				return first
			}
		}
	}
}
