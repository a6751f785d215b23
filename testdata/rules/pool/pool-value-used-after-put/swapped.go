// Package swapped has two pooled slices that change places.
package swapped

import "sync"

var numbers = sync.Pool{New: func() any { return make([]int, 0, 64) }}

// Each of the two has memory of its own, however often they change places.
func cleanSieve(from []int, dividers []int) int {
	kept := numbers.Get().([]int)[:0]
	rest := numbers.Get().([]int)[:0]
	rest = append(rest, from...)
	for _, divider := range dividers {
		for _, number := range rest {
			if number%divider != 0 {
				kept = append(kept, number)
			}
		}
		kept, rest = rest[:0], kept
	}
	numbers.Put(kept)
	count := 0
	for range rest {
		count++
	}
	numbers.Put(rest)
	return count + len(rest)
}

// After this one both have the same.
func doubled(from []int) int {
	kept := numbers.Get().([]int)[:0]
	kept = append(kept, from...)
	rest := kept[1:]
	numbers.Put(kept) // want pool-value-not-pointer:"is a slice, no pointer"
	return rest[0] // want "after it was put back"
}
