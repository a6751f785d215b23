// Package leaves goes on to the next iteration while a goroutine may still run.
package leaves

import (
	"log"
	"time"
)

func skips(jobs []func() error) {
	for _, job := range jobs {
		done := make(chan error, 1)
		go func() {
			done <- job() // want "job"
		}()
		select {
		case err := <-done:
			log.Print(err)
		case <-time.After(time.Second):
			log.Print("too slow")
		}
	}
}

type task struct{ run func() string }

func keeps(names []string, tasks []*task) {
	for i, name := range names {
		tasks[i].run = func() string { return name } // want "name"
	}
}
