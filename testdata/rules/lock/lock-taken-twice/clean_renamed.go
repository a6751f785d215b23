// Package renamed gives up what it has locked by another name.
package renamed

import "sync"

type registry struct {
	mu    sync.Mutex
	feeds map[string]*feed
}

type feed struct {
	owner *registry
	ready chan struct{}
}

// The feed unlocks the registry that it is one of.
func (f *feed) run() {
	f.owner.mu.Unlock()
	<-f.ready
}

func (r *registry) beginFeed(name string) {
	r.mu.Lock()
	f, ok := r.feeds[name]
	if !ok {
		f = &feed{owner: r, ready: make(chan struct{})}
		r.feeds[name] = f
	}
	f.run()
}

func (r *registry) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.feeds)
}

func (r *registry) cleanBeginAndCount(name string) int {
	r.beginFeed(name)
	return r.count()
}

func (r *registry) cleanInline(f *feed) int {
	r.mu.Lock()
	r.feeds["inline"] = f
	f.owner.mu.Unlock()
	return r.count()
}
