// Package main starts a loop once that runs each task in a goroutine of its own.
package main

import (
	"context"
	"log"
	"os"
	"os/signal"
	"time"
)

type task struct {
	done chan struct{}
	err  error
}

type queue struct {
	tasks chan *task
	exit  chan struct{}
}

func (q *queue) start() { go q.loop() }

func (q *queue) loop() {
	for {
		select {
		case <-q.exit:
			return
		case t := <-q.tasks:
			go func() {
				if err := t.run(); err != nil {
					log.Print(err)
				}
				close(t.done)
			}()
		}
	}
}

func (t *task) work() error { return t.err }

func (t *task) run() error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	worked := make(chan error)
	go func() {
		worked <- t.work() // want "the send on `worked` blocks for ever when something else comes first"
	}()
	select {
	case err := <-worked:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func main() {
	q := &queue{tasks: make(chan *task, 8), exit: make(chan struct{})}
	q.start()
	q.tasks <- &task{done: make(chan struct{})}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt)
	<-signals
	close(q.exit)
}
