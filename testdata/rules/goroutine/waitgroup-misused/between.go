// Package between counts what lies between two numbers, and one too many or not always.
package between

import "sync"

func failing(start, end uint64, work func(uint64) error) {
	var wg sync.WaitGroup
	wg.Add(int(end - start))
	for i := start; i < end; i++ {
		go func(height uint64) {
			if err := work(height); err != nil {
				return // want "the goroutine leaves here without Done on `wg`"
			}
			wg.Done()
		}(i)
	}
	wg.Wait()
}

func tooMany(start, end int, work func(int)) {
	var wg sync.WaitGroup
	wg.Add(end - start + 1)
	for i := start; i < end; i++ {
		go func(height int) {
			defer wg.Done()
			work(height)
		}(i)
	}
	wg.Wait() // want "`Wait` blocks for ever"
}
