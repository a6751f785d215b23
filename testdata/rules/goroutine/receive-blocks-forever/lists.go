// Package lists has channels in slices.
package lists

import (
	"context"
	"sort"
	"sync"
)

type replica struct{ done []chan bool }

func newReplica() *replica {
	r := &replica{}
	r.done = append(r.done, make(chan bool), make(chan bool))
	return r
}

func (r *replica) finish(ctx context.Context) {
	for _, done := range r.done {
		select {
		case done <- true:
		case <-ctx.Done():
			return
		}
	}
}

func (r *replica) begin(ctx context.Context) {
	for _, done := range r.done {
		select {
		case <-done:
		case <-ctx.Done():
			go func() {
				for _, done := range r.done {
					<-done // want "the receive from `done` blocks for ever"
				}
			}()
			return
		}
	}
}

func replicated() {
	ctx, cancel := context.WithCancel(context.Background())
	r := newReplica()
	go r.finish(ctx)
	go r.begin(ctx)
	cancel()
}

// The one that is not asked for stays.
func firstOfTwo(load func(int) int) int {
	answers := []chan int{make(chan int), make(chan int)}
	for n, answer := range answers {
		go func() { answer <- load(n) }() // want send-blocks-forever:"the send on `answer` blocks for ever"
	}
	return <-answers[0]
}

func bothOfTwo(load func(int) int) int {
	answers := []chan int{make(chan int), make(chan int)}
	for n, answer := range answers {
		go func() { answer <- load(n) }()
	}
	return <-answers[0] + <-answers[1]
}

func allOfThem(load func(int) int) (sum int) {
	var answers []chan int
	answers = append(answers, make(chan int))
	answers = append(answers, make(chan int))
	for n, answer := range answers {
		go func() { answer <- load(n) }()
	}
	for _, answer := range answers {
		sum += <-answer
	}
	return sum
}

// Elements that are set anew, sorted, cut off, shared or added by others are not followed.
func replaced(load func() int, other chan int) int {
	answers := []chan int{make(chan int), make(chan int)}
	answers[0] = other
	first := answers[1]
	go func() { first <- load() }()
	return <-answers[1]
}

func sorted(load func() int) int {
	answers := []chan int{make(chan int), make(chan int)}
	first := answers[0]
	sort.Slice(answers, func(i, j int) bool { return j < i })
	go func() { first <- load() }()
	return <-answers[1]
}

func cut(load func() int) int {
	answers := []chan int{make(chan int), make(chan int)}
	rest := answers[1:]
	go func() { answers[1] <- load() }()
	return <-rest[0]
}

func handed(use func([]chan int), load func() int) {
	answers := []chan int{make(chan int)}
	use(answers)
	go func() { answers[0] <- load() }()
}

func filled(fill func(*[]chan int), load func() int) {
	var answers []chan int
	fill(&answers)
	answers = append(answers, make(chan int, 1))
	for _, answer := range answers {
		go func() { answer <- load() }()
	}
	<-answers[0]
}

func inRounds(load func() int, count int) (sum int) {
	var answers []chan int
	for range count {
		answer := make(chan int)
		answers = append(answers, answer)
		go func() { answer <- load() }()
	}
	for _, answer := range answers {
		sum += <-answer
	}
	return sum
}

type worker struct {
	quit chan struct{}
	done sync.WaitGroup
}

func newWorker() *worker { return &worker{quit: make(chan struct{})} }

func (w *worker) run() {
	w.done.Add(1)
	go func() {
		defer w.done.Done()
		<-w.quit // want "the receive from `quit` blocks for ever"
	}()
}

func stopsAll() {
	workers := []*worker{newWorker(), newWorker()}
	for _, w := range workers {
		w.run()
	}
	for _, w := range workers {
		close(w.quit)
		w.done.Wait()
	}
}

func stopsTheFirst() {
	workers := []*worker{newWorker(), newWorker()}
	for _, w := range workers {
		w.run()
	}
	close(workers[0].quit)
	for _, w := range workers {
		w.done.Wait()
	}
}
