package kernels

import (
	"context"
	"sync"
	"time"
)

// istio16224: the handler tells what it has done without the lock that its reader wants next.
type monitor16224 struct {
	events   chan int
	handlers []func(int)
}

func (m *monitor16224) run(stop <-chan struct{}) {
	for {
		select {
		case <-stop:
			return
		case event := <-m.events:
			for _, handle := range m.handlers {
				handle(event)
			}
		}
	}
}

func istio16224() {
	var mu sync.Mutex
	seen := 0
	done := make(chan bool, 1)
	m := &monitor16224{events: make(chan int)}
	m.handlers = append(m.handlers, func(event int) {
		mu.Lock()
		seen += event
		mu.Unlock()
		done <- true
	})
	stop := make(chan struct{})
	go m.run(stop)
	m.events <- 1
	mu.Lock()
	seen++
	mu.Unlock()
	<-done
	close(stop)
}

// istio17860: the agent that was told to end says so to the one that waits, or finds that it has gone.
type agent17860 struct {
	status chan int
	active map[int]chan struct{}
	mu     sync.Mutex
}

func (a *agent17860) wait(ctx context.Context, epoch int, run func(int) int) {
	code := run(epoch)
	select {
	case a.status <- code:
	case <-ctx.Done():
	}
}

func (a *agent17860) terminate(cancel context.CancelFunc) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for epoch := range a.active {
		delete(a.active, epoch)
	}
	cancel()
}

func istio17860(ctx context.Context, run func(int) int) {
	ctx, cancel := context.WithCancel(ctx)
	a := &agent17860{status: make(chan int), active: map[int]chan struct{}{}}
	for epoch := range 2 {
		go a.wait(ctx, epoch, run)
	}
	select {
	case <-a.status:
	case <-ctx.Done():
	}
	a.terminate(cancel)
}

// istio18454: a change is told to the strategy's loop only as long as there is one.
type strategy18454 struct {
	mu     sync.Mutex
	timer  *time.Timer
	resets chan struct{}
	ctx    context.Context
}

func (s *strategy18454) change() {
	s.mu.Lock()
	started := s.timer != nil
	if !started {
		s.timer = time.NewTimer(time.Millisecond)
		go s.loop(s.timer)
	}
	s.mu.Unlock()
	if started {
		select {
		case s.resets <- struct{}{}:
		case <-s.ctx.Done():
		}
	}
}

func (s *strategy18454) loop(timer *time.Timer) {
	for {
		select {
		case <-timer.C:
		case <-s.resets:
			timer.Reset(time.Millisecond)
		case <-s.ctx.Done():
			timer.Stop()
			return
		}
	}
}

func istio18454(ctx context.Context, events <-chan int) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s := &strategy18454{resets: make(chan struct{}, 1), ctx: ctx}
	for range events {
		s.change()
	}
}
