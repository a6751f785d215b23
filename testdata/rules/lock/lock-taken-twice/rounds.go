// Package rounds takes a lock in each round of a loop, and defers to give it up.
package rounds

import "sync"

type counter struct {
	mu  sync.Mutex
	sum int
}

// That the defer waits for the end is why it is taken twice: one thing to mend.
func (c *counter) addAll(numbers []int) {
	for _, number := range numbers {
		c.mu.Lock() // want "this locks `c.mu` again"
		defer c.mu.Unlock()
		c.sum += number
	}
}

// Each has a lock of its own.
func sumOf(all []*counter) (sum int) {
	for _, one := range all {
		one.mu.Lock()
		defer one.mu.Unlock() // want defer-in-loop:"it stays locked"
		sum += one.sum
	}
	return sum
}
