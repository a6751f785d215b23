// Package shards locks one of many.
package shards

import (
	"errors"
	"sync"
)

const count = 16

type cache struct {
	locks  [count]sync.RWMutex
	values [count]map[uint64]string
}

func (c *cache) all(ids []uint64) ([]string, error) {
	var found []string
	for _, id := range ids {
		c.locks[id%count].RLock() // want "`c.locks.id%count.` is still locked when the function returns"
		value, ok := c.values[id%count][id]
		if !ok {
			return nil, errors.New("not there")
		}
		found = append(found, value)
		c.locks[id%count].RUnlock()
	}
	return found, nil
}

func (c *cache) known(ids []uint64) (n int) {
	for _, id := range ids {
		c.locks[id%count].RLock() // want "stays locked when the loop goes on"
		if c.values[id%count][id] == "" {
			continue
		}
		n++
		c.locks[id%count].RUnlock()
	}
	return n
}

func (c *cache) get(id uint64) string {
	c.locks[id%count].RLock()
	defer c.locks[id%count].RUnlock()
	return c.values[id%count][id]
}

// All of them are locked, and given up by another loop.
func (c *cache) size() (n int) {
	for i := range c.locks {
		c.locks[i].RLock()
	}
	for _, values := range c.values {
		n += len(values)
	}
	for i := range c.locks {
		c.locks[i].RUnlock()
	}
	return n
}

// Two of them need not be the same one.
func (c *cache) move(from, to uint64) {
	c.locks[from%count].Lock()
	defer c.locks[from%count].Unlock()
	c.locks[to%count].Lock()
	defer c.locks[to%count].Unlock()
	c.values[to%count][to] = c.values[from%count][from]
}

// Nor is the one of before, once the number is another.
func (c *cache) next(i int) {
	c.locks[i].Lock()
	clear(c.values[i])
	c.locks[i].Unlock()
	i++
	c.locks[i].Lock()
	clear(c.values[i])
	c.locks[i].Unlock()
}

type shelf struct {
	mu    sync.Mutex
	books []string
}

// Nothing keeps the shelf that stays locked: the second loop takes all again.
func (s *library) clear(all []*shelf) {
	for _, one := range all {
		one.mu.Lock() // want "stays locked when the loop goes on"
		if len(one.books) == 0 {
			continue
		}
		one.books = nil
		one.mu.Unlock()
	}
	for _, other := range all {
		other.mu.Lock()
		s.count += len(other.books)
		other.mu.Unlock()
	}
}

type library struct{ count int }
