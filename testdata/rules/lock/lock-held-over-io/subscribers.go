// Package subscribers sends to each of many, who need the lock to leave.
package subscribers

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"
)

type broker struct {
	mu   sync.Mutex
	subs map[string]chan string
}

func (b *broker) join(id string) chan string {
	ch := make(chan string, 8)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.subs[id] = ch
	return ch
}

func (b *broker) leave(id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.subs, id)
}

func (b *broker) publish(text string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, ch := range b.subs {
		ch <- text // want "`b.mu` is held while this waits for a channel"
	}
}

func (b *broker) offer(text string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, ch := range b.subs {
		select {
		case ch <- text:
		default: // who is slow misses it
		}
	}
}

func (b *broker) insist(ctx context.Context, text string) {
	b.mu.Lock()
	channels := make([]chan string, 0, len(b.subs))
	for _, ch := range b.subs {
		channels = append(channels, ch)
	}
	b.mu.Unlock()
	for _, ch := range channels {
		select {
		case ch <- text:
		case <-ctx.Done():
			return
		case <-time.After(time.Second):
		}
	}
}

type peer struct{ out chan []byte }

type room struct {
	lock  sync.RWMutex
	peers []*peer
}

func (r *room) add(p *peer) {
	r.lock.Lock()
	r.peers = append(r.peers, p)
	r.lock.Unlock()
}

func (r *room) remove(p *peer) {
	r.lock.Lock()
	defer r.lock.Unlock()
	for i, other := range r.peers {
		if other == p {
			r.peers = append(r.peers[:i], r.peers[i+1:]...)
			return
		}
	}
}

func (r *room) say(text []byte) {
	r.lock.RLock()
	defer r.lock.RUnlock()
	for _, p := range r.peers {
		p.out <- text // want "`r.lock` is held while this waits for a channel"
	}
}

func serve(b *broker, r *room) {
	http.HandleFunc("/say", func(w http.ResponseWriter, req *http.Request) {
		text := req.FormValue("text")
		b.publish(text)
		b.offer(text)
		b.insist(req.Context(), text)
		r.say([]byte(text))
	})
	http.HandleFunc("/listen", func(w http.ResponseWriter, req *http.Request) {
		id := req.RemoteAddr
		ch := b.join(id)
		defer b.leave(id)
		p := &peer{out: make(chan []byte)}
		r.add(p)
		defer r.remove(p)
		for {
			select {
			case text := <-ch:
				fmt.Fprintln(w, text)
			case text := <-p.out:
				_, _ = w.Write(text)
			case <-req.Context().Done():
				return
			}
		}
	})
}
