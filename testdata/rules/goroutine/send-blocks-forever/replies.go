// Package replies asks a goroutine that serves all, with a channel for the reply.
package replies

import (
	"context"
	"errors"
	"time"
)

type question struct {
	number int
	reply  chan int
}

type actor struct{ questions chan question }

func (a *actor) run() {
	for q := range a.questions {
		q.reply <- q.number * 2
	}
}

func (a *actor) ask(ctx context.Context, number int) (int, error) {
	q := question{number: number, reply: make(chan int)} // want "where this wait is given up, `\\(\\*actor\\).run` sends on `reply` for ever: give the channel room for one"
	a.questions <- q
	select {
	case found := <-q.reply:
		return found, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func (a *actor) askFor(number int, wait time.Duration) (int, error) {
	reply := make(chan int) // want "where this wait is given up"
	a.questions <- question{number: number, reply: reply}
	select {
	case found := <-reply:
		return found, nil
	case <-time.After(wait):
		return 0, errors.New("too late")
	}
}

func (a *actor) askWithRoom(ctx context.Context, number int) (int, error) {
	reply := make(chan int, 1)
	a.questions <- question{number: number, reply: reply}
	select {
	case found := <-reply:
		return found, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func (a *actor) askAndWait(number int) int {
	reply := make(chan int)
	a.questions <- question{number: number, reply: reply}
	return <-reply
}

func (a *actor) askAndDrain(ctx context.Context, number int) (int, error) {
	reply := make(chan int)
	a.questions <- question{number: number, reply: reply}
	select {
	case found := <-reply:
		return found, nil
	case <-ctx.Done():
		go func() { <-reply }()
		return 0, ctx.Err()
	}
}

// patient gives up its answer where nobody waits.
type patient struct{ requests chan *request }

type request struct {
	ctx   context.Context
	reply chan int
}

func (p *patient) run() {
	for r := range p.requests {
		select {
		case r.reply <- 1:
		case <-r.ctx.Done():
		}
	}
}

func (p *patient) ask(ctx context.Context) (int, error) {
	r := &request{ctx: ctx, reply: make(chan int)}
	p.requests <- r
	select {
	case found := <-r.reply:
		return found, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}
