// Package waits has literals that are done, or replaced, when the iteration ends.
package waits

import (
	"errors"
	"log"
	"sync"
	"time"
)

var current func() string

// Each takes the place of the one before; the last one sees the last name.
func selects(names []string) {
	for _, name := range names {
		current = func() string { return name }
	}
}

func withTimeout(jobs []func() error) error {
	for _, job := range jobs {
		done := make(chan error)
		go func() { done <- job() }() // want send-blocks-forever:"done"
		select {
		case err := <-done:
			log.Print(err)
		case <-time.After(time.Second): // want timer-in-loop:"timer"
			return errors.New("too slow")
		}
	}
	return nil
}

func each(run func()) { run() }

func inside(jobs []func()) {
	for _, job := range jobs {
		each(func() {
			var group sync.WaitGroup
			group.Add(1)
			go func() {
				defer group.Done()
				job()
			}()
			group.Wait()
		})
	}
}

// As many are waited for as have been started.
func cleanAsMany(names []string, calls int, ask func(string) error) error {
	for _, name := range names {
		failed := make(chan error)
		for call := 0; call < calls; call++ {
			go func() { failed <- ask(name) }()
		}
		for call := 0; call < calls; call++ {
			if err := <-failed; err != nil {
				println(err.Error())
			}
		}
	}
	return nil
}
