package kernels

import (
	"context"
	"sync"
	"time"
)

// hugo3251: the lock of a URL is looked up below the lock of all, and taken after it is given up.
type remote3251 struct {
	mu   sync.Mutex
	urls map[string]*sync.Mutex
}

func (r *remote3251) of(url string) *sync.Mutex {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.urls[url] == nil {
		r.urls[url] = &sync.Mutex{}
	}
	return r.urls[url]
}

func (r *remote3251) get(url string, fetch func()) {
	mine := r.of(url)
	mine.Lock()
	defer mine.Unlock()
	fetch()
}

func hugo3251(url string, fetch func()) {
	r := &remote3251{urls: map[string]*sync.Mutex{}}
	var all sync.WaitGroup
	for range 10 {
		all.Add(1)
		go func() {
			defer all.Done()
			r.get(url, fetch)
		}()
	}
	all.Wait()
}

// hugo5379: what a shortcode asks of its page is made without the lock that rendering has.
type page5379 struct {
	content sync.Once
	plain   sync.Once
	mu      sync.Mutex
	words   int
}

func (p *page5379) initPlain(count func() int) {
	p.plain.Do(func() { p.words = count() })
}

func (p *page5379) initContent(render func()) {
	p.content.Do(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
		defer cancel()
		done := make(chan struct{}, 1)
		go func() {
			p.mu.Lock()
			defer p.mu.Unlock()
			render()
			done <- struct{}{}
		}()
		select {
		case <-done:
		case <-ctx.Done():
		}
	})
}

func hugo5379(render func(), count func() int) {
	p := &page5379{}
	var workers sync.WaitGroup
	for range 2 {
		workers.Add(1)
		go func() {
			defer workers.Done()
			p.initPlain(count)
			p.initContent(render)
		}()
	}
	workers.Wait()
}
