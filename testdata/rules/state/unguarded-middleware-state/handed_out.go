// Package handedout has maps that leave the lock that guards them.
package handedout

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"sync"
)

type registry struct {
	mu    sync.RWMutex
	items map[string]int
	byTag map[string]map[string]int
}

// Whoever calls this goes through the map that put writes.
func (r *registry) All() map[string]int {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.items // want "`r.items` is returned from under `r.mu` itself, no copy, and ranged over by a caller"
}

func (r *registry) current() map[string]int {
	r.mu.RLock()
	items := r.items // want "`r.items` is returned from under `r.mu` itself, no copy, and gone through by a caller"
	r.mu.RUnlock()
	return items
}

func (r *registry) put(tag, name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.items[name]++
	if r.byTag[tag] == nil {
		r.byTag[tag] = map[string]int{}
	}
	r.byTag[tag][name]++
}

func (r *registry) remove(tag, name string) {
	r.mu.Lock()
	tagged := r.byTag[tag]
	delete(tagged, name)
	r.mu.Unlock()
}

func (r *registry) sum(tag string) (sum int) {
	r.mu.RLock()
	tagged, ok := r.byTag[tag]
	r.mu.RUnlock()
	if !ok {
		return 0
	}
	for _, n := range tagged { // want "`r.byTag.tag.` is taken under `r.mu` and ranged over here once that is given up"
		sum += n
	}
	return sum
}

func (r *registry) names(tag string) []string {
	r.mu.RLock()
	if tagged, ok := r.byTag[tag]; ok {
		r.mu.RUnlock()
		return slices.Collect(maps.Keys(tagged)) // want "is taken under `r.mu` and gone through here once that is given up"
	}
	r.mu.RUnlock()
	return nil
}

func (r *registry) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	sum := 0
	for _, n := range r.All() {
		sum += n
	}
	r.put("seen", req.URL.Path)
	r.remove("seen", "/")
	_ = json.NewEncoder(w).Encode(r.current())
	_ = json.NewEncoder(w).Encode(r.names("seen"))
	_ = json.NewEncoder(w).Encode([]int{sum, r.sum("seen"), r.cleanSum("seen"), len(r.cleanCopy())})
	for range r.cleanLooked() {
		return
	}
}

func (r *registry) cleanSum(tag string) (sum int) {
	r.mu.RLock()
	tagged := r.byTag[tag]
	for _, n := range tagged {
		sum += n
	}
	r.mu.RUnlock()
	return sum
}

func (r *registry) cleanCopy() map[string]int {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return maps.Clone(r.items)
}

func (r *registry) cleanLooked() map[string]int {
	r.mu.RLock()
	defer r.mu.RUnlock()
	found := map[string]int{}
	for name, n := range r.items {
		found[name] = n
	}
	return found
}

// A new map takes the place of the old one, which nobody writes any more.
type swapped struct {
	mu    sync.Mutex
	hosts map[string]int
}

func (s *swapped) cleanSet(hosts map[string]int) {
	s.mu.Lock()
	s.hosts = hosts
	s.mu.Unlock()
}

func (s *swapped) cleanFlush() (sum int) {
	s.mu.Lock()
	hosts := s.hosts
	s.hosts = map[string]int{}
	s.mu.Unlock()
	for _, n := range hosts {
		sum += n
	}
	return sum
}

func (s *swapped) cleanCount(host string) {
	s.mu.Lock()
	s.hosts[host]++
	s.mu.Unlock()
}

func (s *swapped) cleanServe(w http.ResponseWriter, r *http.Request) {
	s.cleanCount(r.Host)
	s.cleanSet(nil)
	s.cleanFlush()
	w.WriteHeader(http.StatusOK)
}

// What fills it does so before anybody asks.
type plugins struct {
	mu    sync.Mutex
	known map[string]int
}

func newPlugins() *plugins {
	p := &plugins{known: map[string]int{}}
	p.register("a")
	return p
}

func (p *plugins) register(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.known[name] = len(p.known)
}

func (p *plugins) cleanAll() map[string]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.known
}

func (p *plugins) cleanServe(w http.ResponseWriter, r *http.Request) {
	for name := range p.cleanAll() {
		_, _ = w.Write([]byte(name))
	}
}

// What registers does so while the service comes up.
type handlers struct {
	mu    sync.Mutex
	known map[string]int
}

func (h *handlers) RegisterHandler(name string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.known[name] = len(h.known)
}

func (h *handlers) cleanAll() map[string]int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.known
}

func (h *handlers) cleanServe(w http.ResponseWriter, r *http.Request) {
	for name := range h.cleanAll() {
		_, _ = w.Write([]byte(name))
	}
}

func add(h *handlers) { h.RegisterHandler("a") }

var (
	_ = newPlugins
	_ = add
)

// What has been taken out of the map nobody else finds.
func (r *registry) drop(tag string) (names []string) {
	r.mu.Lock()
	tagged := r.byTag[tag]
	delete(r.byTag, tag)
	r.mu.Unlock()
	for name := range tagged {
		names = append(names, name)
	}
	return names
}

// Another entry is removed than the one that is gone through.
func (r *registry) move(from, to string) (names []string) {
	r.mu.Lock()
	tagged := r.byTag[from]
	delete(r.byTag, to)
	r.mu.Unlock()
	for name := range tagged { // want "is taken under `r.mu` and ranged over here once that is given up"
		names = append(names, name)
	}
	return names
}
