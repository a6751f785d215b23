package dispatch

import (
	"fmt"
	"sync"
	"time"
)

type job struct {
	id   int
	done bool
}

type keeper struct {
	mu      sync.Mutex
	coming  chan *job
	results chan *job
	running map[int]*job
	guarded map[int]*job
	early   map[int]*job
	all     []*job
	known   []string
}

// The goroutines give back what they have done, and the loop alone has the map.
func (k *keeper) Run() {
	for {
		select {
		case next := <-k.coming:
			k.running[next.id] = next
			go func() {
				next.done = true
				k.results <- next
			}()
		case one := <-k.results:
			delete(k.running, one.id)
		}
	}
}

func (k *keeper) Guarded() {
	go func() {
		for range time.Tick(time.Minute) {
			k.mu.Lock()
			for id := range k.guarded {
				delete(k.guarded, id)
			}
			k.mu.Unlock()
		}
	}()
	for next := range k.coming {
		k.mu.Lock()
		k.guarded[next.id] = next
		k.mu.Unlock()
	}
}

// It is filled before the goroutine starts, which only reads it.
func (k *keeper) Early() {
	for next := range k.coming {
		k.early[next.id] = next
		k.known = append(k.known, fmt.Sprint(next.id))
	}
	go func() {
		for range time.Tick(time.Minute) {
			fmt.Println(len(k.early), k.known)
		}
	}()
	for range k.results {
		fmt.Println(k.early[0], k.known)
	}
}

// Each round waits for its goroutines.
func (k *keeper) Rounds() {
	for next := range k.coming {
		var group sync.WaitGroup
		group.Add(1)
		go func() {
			defer group.Done()
			k.all = append(k.all, next)
		}()
		group.Wait()
		fmt.Println(k.all)
	}
}

type part struct {
	seen map[int]bool
	in   chan int
}

// Each part has a map of its own.
func (p *part) split(n int) {
	next := &part{seen: map[int]bool{}, in: make(chan int, n)}
	go next.split(n - 1)
	for one := range p.in {
		p.seen[one] = true
	}
}
