// Package started leaves it to goroutines to unlock.
package started

import "sync"

type block struct{ rows []string }

func (b *block) search(func(string)) {}

type instance struct {
	mu   sync.RWMutex
	head *block
	done sync.WaitGroup
}

func (i *instance) search(found func(string)) {
	i.mu.RLock() // want "`i.mu` is still locked when the function ends"
	if i.head != nil {
		i.done.Add(1)
		go func() {
			defer i.mu.RUnlock()
			defer i.done.Done()
			i.head.search(found)
		}()
	}
}

func (i *instance) cleanElse(found func(string)) {
	i.mu.RLock()
	if i.head != nil {
		go func() {
			defer i.mu.RUnlock()
			i.head.search(found)
		}()
	} else {
		i.mu.RUnlock()
	}
}

func (i *instance) cleanAlways(found func(string)) {
	i.mu.RLock()
	go func() {
		defer i.mu.RUnlock()
		i.head.search(found)
	}()
}

func (i *instance) cleanEach(names []string, found func(string)) {
	for range names {
		i.mu.RLock()
		go func() {
			defer i.mu.RUnlock()
			i.head.search(found)
		}()
	}
}

func (i *instance) cleanTested(start bool, found func(string)) {
	if start {
		i.mu.RLock()
	}
	if start {
		go func() {
			defer i.mu.RUnlock()
			i.head.search(found)
		}()
	}
}
