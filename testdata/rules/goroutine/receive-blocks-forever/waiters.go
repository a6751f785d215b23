package waiters

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

func handle(string) {}

func neverClosed(items []string) {
	queue := make(chan string)
	for range 3 {
		go func() {
			for item := range queue { // want "the range over `queue` never ends"
				handle(item)
			}
		}()
	}
	for _, item := range items {
		queue <- item
	}
}

func closed(items []string) {
	queue := make(chan string)
	for range 3 {
		go func() {
			for item := range queue {
				handle(item)
			}
		}()
	}
	for _, item := range items {
		queue <- item
	}
	close(queue)
}

func closedOnOneWay(c *gin.Context) {
	lines := make(chan string)
	go func() {
		for line := range lines { // want "the range over `lines` never ends when the function returns first"
			handle(line)
		}
	}()
	if c.Query("dry") != "" {
		return
	}
	lines <- c.Query("line")
	close(lines)
}

func closedByDefer(c *gin.Context) {
	lines := make(chan string)
	defer close(lines)
	go func() {
		for line := range lines {
			handle(line)
		}
	}()
	if c.Query("dry") != "" {
		return
	}
	lines <- c.Query("line")
}

func nilChannel() {
	var ready chan struct{}
	go handle("starting")
	<-ready // want "the receive from `ready` blocks for ever"
}

func senderGivesUp(ok bool) int {
	answer := make(chan int)
	go func() {
		if !ok {
			return
		}
		answer <- 1
	}()
	return <-answer // want "the receive from `answer` blocks for ever"
}

func senderCloses(ok bool) int {
	answer := make(chan int)
	go func() {
		defer close(answer)
		if !ok {
			return
		}
		answer <- 1
	}()
	return <-answer
}

func stopNeverSent(w http.ResponseWriter, r *http.Request) {
	stop := make(chan struct{})
	go func() {
		<-stop // want "the receive from `stop` blocks for ever"
		handle("stopped")
	}()
	w.WriteHeader(http.StatusNoContent)
}

func stopClosed(w http.ResponseWriter, r *http.Request) {
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		<-stop
		handle("stopped")
	}()
	w.WriteHeader(http.StatusNoContent)
}

func cancelNeverCalled() {
	ctx, cancel := context.WithCancel(context.Background())
	_ = cancel
	go func() {
		<-ctx.Done() // want "the receive from `ctx` blocks for ever"
		handle("done")
	}()
}

func cancelCalled() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		<-ctx.Done()
		handle("done")
	}()
}

func deadline() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	_ = cancel
	go func() {
		<-ctx.Done()
		handle("done")
	}()
}

type worker struct {
	jobs chan string
	quit chan struct{}
}

func (w *worker) run() {
	for {
		select {
		case job := <-w.jobs:
			handle(job)
		case <-w.quit:
			return
		}
	}
}

func neverQuits(items []string) {
	w := &worker{jobs: make(chan string), quit: make(chan struct{})}
	go w.run() // want "this select blocks for ever"
	for _, item := range items {
		w.jobs <- item
	}
}

type stopper struct {
	jobs chan string
	quit chan struct{}
}

func (s *stopper) run() {
	for {
		select {
		case job := <-s.jobs:
			handle(job)
		case <-s.quit:
			return
		}
	}
}

func quits(items []string) {
	s := &stopper{jobs: make(chan string), quit: make(chan struct{})}
	defer close(s.quit)
	go s.run()
	for _, item := range items {
		s.jobs <- item
	}
}

func waitsBeforeReceive() {
	var wg sync.WaitGroup
	results := make(chan int)
	wg.Add(1)
	go func() {
		defer wg.Done()
		results <- 1 // want send-blocks-forever:"`results` blocks for ever"
	}()
	wg.Wait()
	<-results
}

func closerWaits(items []string) int {
	var wg sync.WaitGroup
	results := make(chan int)
	for range items {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results <- 1
		}()
	}
	go func() {
		wg.Wait()
		close(results)
	}()
	sum := 0
	for n := range results {
		sum += n
	}
	return sum
}

func nobodyCounts(c *gin.Context) {
	var wg sync.WaitGroup
	wg.Add(1)
	wg.Wait() // want "nobody is left to call `Done` on `wg`"
}

func tooMany(c *gin.Context) {
	both := make(chan int)
	go func() { both <- 1 }()
	<-both
	<-both // want "the receive from `both` blocks for ever"
}

func both(c *gin.Context) {
	ch := make(chan int)
	go func() { ch <- 1 }()
	go func() { ch <- 2 }()
	<-ch
	<-ch
}

func wakesNobody() {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	go func() {
		mu.Lock()
		defer mu.Unlock()
		cond.Wait() // want "nobody is left to wake `cond`"
	}()
}

func pipeline(items []string) {
	first, second := make(chan string), make(chan string)
	go func() {
		for item := range first {
			second <- item
		}
	}()
	go func() {
		for item := range second { // want "the range over `second` never ends"
			handle(item)
		}
	}()
	for _, item := range items {
		first <- item
	}
	close(first)
}

func pipelineCloses(items []string) {
	first, second := make(chan string), make(chan string)
	go func() {
		defer close(second)
		for item := range first {
			second <- item
		}
	}()
	go func() {
		for item := range second {
			handle(item)
		}
	}()
	for _, item := range items {
		first <- item
	}
	close(first)
}

type service struct{ events chan string }

func newService() *service {
	s := &service{events: make(chan string)}
	go func() {
		for event := range s.events {
			handle(event)
		}
	}()
	return s
}

func listens(signals func(chan<- string)) {
	ch := make(chan string)
	signals(ch)
	handle(<-ch)
}

func maybeStarted(on bool) {
	done := make(chan struct{})
	if on {
		go func() { close(done) }()
	}
	if on {
		<-done
	}
}
