package groups

import (
	"context"
	"fmt"
	"net/http"
	"sync"
)

func load(string) error { return nil }

func addsInside(names []string) {
	var wg sync.WaitGroup
	for _, name := range names {
		go func() {
			wg.Add(1) // want "`Add` on `wg` inside the goroutine that it counts"
			defer wg.Done()
			_ = load(name)
		}()
	}
	wg.Wait()
}

func addsOutside(names []string) {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = load(name)
		}()
	}
	wg.Wait()
}

func addsForChildren(names []string) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		wg.Add(len(names))
		for _, name := range names {
			go func() {
				defer wg.Done()
				_ = load(name)
			}()
		}
		wg.Done()
	}()
	wg.Wait()
}

type pool struct {
	wg    sync.WaitGroup
	names []string
}

func (p *pool) addsInside() {
	for _, name := range p.names {
		go func() {
			p.wg.Add(1) // want "`Add` on `p.wg` inside the goroutine"
			defer p.wg.Done()
			_ = load(name)
		}()
	}
	p.wg.Wait()
}

func (p *pool) addsOutside() {
	p.wg.Add(len(p.names))
	for _, name := range p.names {
		go func() {
			defer p.wg.Done()
			_ = load(name)
		}()
	}
	p.wg.Wait()
}

func waitsInLoop(names []string) {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = load(name)
		}()
		wg.Wait() // want "`Wait` on `wg` in the loop that starts the goroutines"
	}
}

func waitsInCountingLoop(n int) {
	wg := &sync.WaitGroup{}
	for i := 0; i < n; i++ {
		wg.Add(1)
		go func() {
			_ = load(fmt.Sprint(i))
			wg.Done()
		}()
		wg.Wait() // want "each is waited for before the next"
	}
}

func addsAllAndWaitsInLoop(names []string) {
	var wg sync.WaitGroup
	wg.Add(len(names))
	for _, name := range names {
		go func() {
			defer wg.Done()
			_ = load(name)
		}()
		wg.Wait() // want "in the loop that starts the goroutines"
	}
}

func waitsForBatches(batches [][]string) {
	for _, batch := range batches {
		var wg sync.WaitGroup
		for _, name := range batch {
			wg.Add(1)
			go func() {
				defer wg.Done()
				_ = load(name)
			}()
		}
		wg.Wait()
	}
}

func worksBeside(names []string) {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = load(name)
		}()
		_ = load("mine")
		wg.Wait()
	}
}

func twoAtATime(names []string) {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(2)
		go func() {
			defer wg.Done()
			_ = load(name)
		}()
		go func() {
			defer wg.Done()
			_ = load(name + "'")
		}()
		wg.Wait()
	}
}

func missesDone(w http.ResponseWriter, r *http.Request) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if err := load(r.URL.Path); err != nil {
			fmt.Println(err)
			return // want "leaves here without Done on `wg`"
		}
		wg.Done()
	}()
	wg.Wait()
}

func defersDone(w http.ResponseWriter, r *http.Request) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		if err := load(r.URL.Path); err != nil {
			fmt.Println(err)
			return
		}
	}()
	wg.Wait()
}

func doneOnBothWays(ctx context.Context) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if ctx.Err() != nil {
			wg.Done()
			return
		}
		_ = load("")
		wg.Done()
	}()
	wg.Wait()
}

func deferComesLate(ctx context.Context) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if ctx.Err() != nil {
			return // want "leaves here without Done on `wg`"
		}
		defer wg.Done()
		_ = load("")
	}()
	wg.Wait()
}

func (p *pool) missesDone(name string) {
	p.wg.Add(1)
	go func() {
		switch name {
		case "":
			return // want "leaves here without Done on `p.wg`"
		default:
			_ = load(name)
		}
		p.wg.Done()
	}()
}

func passedOn(ctx context.Context) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if ctx.Err() != nil {
			finish(&wg)
			return
		}
		wg.Done()
	}()
	wg.Wait()
}

func finish(wg *sync.WaitGroup) { wg.Done() }

func countsItems(parts <-chan string, n int) {
	var wg sync.WaitGroup
	wg.Add(n)
	go func() {
		for part := range parts {
			_ = load(part)
			wg.Done()
		}
	}()
	wg.Wait()
}

func copied(wg sync.WaitGroup, name string) { // want "`wg` is a copy of the caller's WaitGroup"
	defer wg.Done()
	_ = load(name)
	go fmt.Println(name)
}

func copiedByLiteral(names []string) {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func(wg sync.WaitGroup) { // want "pass a pointer"
			defer wg.Done()
			_ = load(name)
		}(wg)
	}
}

func pointed(wg *sync.WaitGroup, name string) {
	defer wg.Done()
	_ = load(name)
	go fmt.Println(name)
}

func counted(names []string) {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Go(func() { _ = load(name) })
	}
	wg.Wait()
}

func helperMisses(name string) {
	var wg sync.WaitGroup
	wg.Add(1)
	go runMisses(&wg, name)
	wg.Wait() // want "a path does without Done on `wg`"
}

func runMisses(wg *sync.WaitGroup, name string) {
	if err := load(name); err != nil {
		return
	}
	wg.Done()
}

func countsItself(wg sync.WaitGroup, name string) { // want "pass a pointer"
	defer wg.Done()
	_ = load(name)
}

func copiedByName(names []string) {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go countsItself(wg, name)
	}
}

type worker struct {
	wg   sync.WaitGroup
	stop chan struct{}
	jobs chan func() bool
}

// Who is not waited for is not counted, either.
func (w *worker) cleanStart(waitedFor bool) {
	if waitedFor {
		w.wg.Add(1)
	}
	go func() {
		if waitedFor {
			defer w.wg.Done()
		}
		for {
			select {
			case job := <-w.jobs:
				if job() {
					return
				}
			case <-w.stop:
				return
			}
		}
	}()
}

func (w *worker) startIfAsked(start bool) {
	if start {
		w.wg.Add(1)
		go func() {
			job, ok := <-w.jobs
			if !ok {
				return // want "leaves here without Done on `w.wg`"
			}
			job()
			w.wg.Done()
		}()
	}
}
