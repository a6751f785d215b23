// Package named counts goroutines in the functions that they run.
package named

import "sync"

type watcher struct {
	wg    sync.WaitGroup
	names chan string
}

func (w *watcher) watch(wg *sync.WaitGroup) {
	wg.Add(1) // want "`Add` on `wg` inside the goroutine that it counts"
	defer wg.Done()
	for range w.names {
		continue
	}
}

func (w *watcher) run() {
	w.wg.Add(1) // want "`Add` on `w.wg` inside the goroutine that it counts"
	defer w.wg.Done()
	for range w.names {
		continue
	}
}

func (w *watcher) cleanCounted() {
	defer w.wg.Done()
	for range w.names {
		continue
	}
}

func (w *watcher) cleanStarts() {
	w.wg.Add(1)
	go w.cleanCounted()
}

func start(w *watcher, names []string) {
	var wg sync.WaitGroup
	go w.watch(&wg)
	go w.run()
	go w.run()
	go w.cleanStarts()
	probe := func(name string) {
		wg.Add(1) // want "`Add` on `wg` inside the goroutine that it counts"
		defer wg.Done()
		w.names <- name
	}
	for _, name := range names {
		go probe(name)
	}
	wg.Wait()
	w.wg.Wait()
}

func cleanCalls(w *watcher, names []string) {
	var wg sync.WaitGroup
	add := func(name string) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			w.names <- name
		}()
	}
	for _, name := range names {
		add(name)
	}
	wg.Wait()
}
