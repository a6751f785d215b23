// Package agreed has waits that all who need the lock want to have happened.
package agreed

import (
	"net/http"
	"sync"
	"time"
)

type pass struct {
	mu     sync.RWMutex
	client *http.Client
	text   string
	until  time.Time
}

func (p *pass) old() bool { return time.Now().After(p.until) }

func (p *pass) get() (string, error) {
	p.mu.RLock()
	if !p.old() {
		defer p.mu.RUnlock()
		return p.text, nil
	}
	p.mu.RUnlock()

	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.old() {
		return p.text, nil
	}
	resp, err := p.client.Get("https://passes.example") // want "waits for an HTTP request"
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	p.text, p.until = resp.Status, time.Now().Add(time.Minute)
	return p.text, nil
}

func (p *pass) name() string {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.text
}

func (p *pass) serve(w http.ResponseWriter, r *http.Request) {
	text, err := p.get()
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	w.Header().Set("Pass", text+p.name())
}

type line struct{ busy int }

func (l *line) stop() {
	for l.busy > 0 {
		time.Sleep(10 * time.Millisecond)
	}
}

type board struct {
	mu    sync.Mutex
	lines map[string]*line
}

func (b *board) reload(name string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.lines[name].stop() // want "waits for a sleep in"
	b.lines[name] = &line{}
}

func (b *board) add(name string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.lines[name] = &line{}
}

func (b *board) count() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.lines)
}
