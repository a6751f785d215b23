// Package cleanbetween counts what lies between two numbers.
package cleanbetween

import "sync"

func each(start, end uint64, work func(uint64)) {
	var wg sync.WaitGroup
	wg.Add(int(end - start + 1))
	for i := start; i <= end; i++ {
		go func(height uint64) {
			defer wg.Done()
			work(height)
		}(i)
	}
	wg.Wait()
}

func half(start, end int, work func(int)) {
	var wg sync.WaitGroup
	wg.Add(end - start)
	for i := start; i < end; i++ {
		go func(height int) {
			defer wg.Done()
			work(height)
		}(i)
	}
	wg.Wait()
}

func down(start, end int, work func(int)) {
	var wg sync.WaitGroup
	wg.Add(end - start)
	for i := end; i > start; i-- {
		go func(height int) {
			defer wg.Done()
			work(height)
		}(i)
	}
	wg.Wait()
}
