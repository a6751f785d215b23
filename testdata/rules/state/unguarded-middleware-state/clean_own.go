// Package own starts goroutines with variables of their own.
package own

import "sync"

func runAll(count int, shared []string, run func(int, []string)) {
	var wg sync.WaitGroup
	task := func(i int) {
		defer wg.Done()
		mine := append([]string(nil), shared...)
		mine = append(mine, "more")
		run(i, mine)
	}
	wg.Add(count)
	for i := 0; i < count; i++ {
		go task(i)
	}
	wg.Wait()
}
