// Package unsaid forgets a lock.
package unsaid

import "sync"

type group struct {
	mu sync.Mutex
	wg sync.WaitGroup
}

func (g *group) wait() {
	g.mu.Lock() // want "`g.mu` is still locked when the function ends"
	g.wg.Wait()
	// The rest does not matter.
}
