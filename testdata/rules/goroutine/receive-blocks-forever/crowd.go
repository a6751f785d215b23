// Package crowd starts much beside what waits.
package crowd

import (
	"log"
	"sync"
)

var (
	mu   sync.Mutex
	seen = map[string]int{}
)

func note(name string) {
	mu.Lock()
	defer mu.Unlock()
	seen[name]++
}

func spread(name string) {
	go note(name)
	go note(name + "!")
	go note(name + "?")
	go note(name + ".")
}

func count(name string) int { return len(name) }

// Where there is nothing to be taken out it says nothing.
func takeOut(name string, done chan struct{}) error {
	if count(name) == 0 {
		note(name)
		return nil
	}
	go func() {
		note(name)
		close(done)
	}()
	return nil
}

func remove(name string) {
	done := make(chan struct{})
	if err := takeOut(name, done); err != nil {
		return
	}
	go note(name)
	go spread(name)
	go spread(name + "-")
	go spread(name + "+")
	go func() {
		<-done // want "the receive from `done` blocks for ever: nobody is left"
		log.Println("removed")
	}()
}
