// Package said holds a lock for good, and says so.
package said

import "sync"

type group struct {
	mu sync.Mutex
	wg sync.WaitGroup
}

func (g *group) waitAndEnd() {
	g.mu.Lock() // want "`g.mu` is still locked when the function ends"
	g.wg.Wait()
	// It is not unlocked: whoever adds waits from here on.
}
