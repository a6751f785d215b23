// Package later waits for what timers do.
package later

import (
	"context"
	"time"
)

func cleanFires() {
	over := make(chan bool)
	time.AfterFunc(time.Second, func() { over <- true })
	<-over
}

// Whoever has the timer may stop it.
func cleanKept(work func() chan int) int {
	over := make(chan bool)
	timer := time.AfterFunc(time.Second, func() { over <- true })
	defer timer.Stop()
	select {
	case n := <-work():
		return n
	case <-over:
		return 0
	}
}

func cleanCollects(loads []func() int) int {
	over, found := make(chan bool, 1), make(chan int, len(loads))
	for _, load := range loads {
		go func() { found <- load() }()
	}
	timer := time.AfterFunc(time.Second, func() { over <- true })
	for n := 0; n < len(loads); n++ {
		select {
		case one := <-found:
			if one > 0 {
				timer.Stop()
				return one
			}
		case <-over:
			return 0
		}
	}
	return 0
}

type latch struct{ open chan bool }

func (l *latch) lift() { close(l.open) }

func cleanMethod() {
	l := &latch{open: make(chan bool)}
	time.AfterFunc(time.Second, l.lift)
	<-l.open
}

func cleanCancel() {
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(time.Second, cancel)
	<-ctx.Done()
}

func cleanEnd(ctx context.Context) {
	over := make(chan bool)
	context.AfterFunc(ctx, func() { close(over) })
	<-over
}

func tooLate(load func() chan int) int {
	over := make(chan bool)
	time.AfterFunc(time.Minute, func() { over <- true }) // want send-blocks-forever:"the send on `over` blocks for ever"
	select {
	case n := <-load():
		return n
	case <-over:
		return 0
	}
}
