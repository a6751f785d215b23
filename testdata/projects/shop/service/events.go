package service

import "sync"

// Event is told to everybody who follows.
type Event struct {
	Kind  string `json:"kind"`
	Order int64  `json:"order"`
}

// Events hands every event to all followers.
type Events struct {
	mu        sync.Mutex
	followers map[chan Event]struct{}
}

// NewEvents has no followers yet.
func NewEvents() *Events {
	return &Events{followers: map[chan Event]struct{}{}}
}

// Follow returns a channel of events, and how to stop following.
func (e *Events) Follow() (<-chan Event, func()) {
	feed := make(chan Event, 16)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.followers[feed] = struct{}{}
	return feed, func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		delete(e.followers, feed)
	}
}

// Tell hands the event to all followers that keep up.
func (e *Events) Tell(event Event) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for feed := range e.followers {
		select {
		case feed <- event:
		default:
		}
	}
}
