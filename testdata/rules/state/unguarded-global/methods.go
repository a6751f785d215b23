// Package methods changes package variables by their methods.
package methods

import (
	"container/list"
	"math/rand"
	randv2 "math/rand/v2"
	"net/http"
	"sync"
)

var (
	dice   = rand.New(rand.NewSource(1))
	coins  = randv2.New(randv2.NewPCG(1, 2))
	waits  = list.New()
	locked = rand.New(&source{from: rand.NewSource(1)})
	safe   = rand.New(rand.NewSource(2))
	safeMu sync.Mutex
	seeded = rand.New(rand.NewSource(3))
)

type source struct {
	mu   sync.Mutex
	from rand.Source
}

func (s *source) Int63() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.from.Int63()
}

func (s *source) Seed(int64) {}

func roll(w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader(200 + dice.Intn(5)) // want "`dice` is changed by `dice.Intn` while serving a request with no lock held"
}

func toss(w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader(200 + coins.IntN(2)) // want "`coins` is changed by `coins.IntN`"
}

func wait(w http.ResponseWriter, r *http.Request) {
	waits.PushBack(r.RemoteAddr) // want "`waits` is changed by `waits.PushBack`"
	w.WriteHeader(http.StatusNoContent)
}

func cleanLocked(w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader(200 + locked.Intn(5))
}

func cleanSafe(w http.ResponseWriter, _ *http.Request) {
	safeMu.Lock()
	defer safeMu.Unlock()
	w.WriteHeader(200 + safe.Intn(5))
}

func cleanOwn(w http.ResponseWriter, _ *http.Request) {
	own := rand.New(rand.NewSource(4))
	w.WriteHeader(200 + own.Intn(5) + rand.Intn(5))
}

func cleanLength(w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader(200 + waits.Len())
}

func init() {
	seeded.Seed(5)
}
