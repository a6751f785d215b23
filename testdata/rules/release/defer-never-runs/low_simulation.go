// Package main simulates several services for as long as it runs.
package main

import (
	"sync"
	"time"
)

func count(wg *sync.WaitGroup, add func(int)) {
	wg.Add(1)
	go func() {
		defer wg.Done() // want "this defer never runs"
		for {
			add(1)
			time.Sleep(time.Second)
		}
	}()
}

func run(add func(int)) {
	var wg sync.WaitGroup
	for _, simulate := range []func(*sync.WaitGroup, func(int)){count, count} {
		simulate(&wg, add)
	}
	wg.Wait()
}

func main() {
	n := 0
	run(func(more int) { n += more })
}
