package shop

import (
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
)

type wheel struct {
	next    uint32
	backend []string
}

// What the call returns is this request's own.
func (w *wheel) ServeHTTP(out http.ResponseWriter, req *http.Request) {
	next := atomic.AddUint32(&w.next, 1)
	fmt.Fprintln(out, w.backend[next%uint32(len(w.backend))])
}

func newWheel(backend []string) *wheel {
	w := &wheel{backend: backend}
	w.next = uint32(len(backend)) - 1
	return w
}

type tally struct {
	mu    sync.Mutex
	seen  int64
	taken int64
}

func (t *tally) add(w http.ResponseWriter, r *http.Request) {
	atomic.AddInt64(&t.seen, 1)
	t.mu.Lock()
	defer t.mu.Unlock()
	atomic.AddInt64(&t.taken, 1)
}

// A copy of the numbers, which is the caller's own.
func (t *tally) copied() tally {
	return tally{seen: atomic.LoadInt64(&t.seen), taken: atomic.LoadInt64(&t.taken)}
}

func (t *tally) show(w http.ResponseWriter, r *http.Request) {
	now := t.copied()
	fmt.Fprintln(w, now.seen, now.taken)
}

// Both have the lock.
func (t *tally) held(w http.ResponseWriter, r *http.Request) {
	t.mu.Lock()
	defer t.mu.Unlock()
	atomic.AddInt64(&t.taken, 1)
	fmt.Fprintln(w, t.taken)
}

type totals struct{ bytes, files int64 }

func (t *totals) count(w http.ResponseWriter, r *http.Request) {
	atomic.AddInt64(&t.files, 1)
	atomic.AddInt64(&t.bytes, r.ContentLength)
}

// Close is for when nobody counts any more.
func (t *totals) Close() error {
	fmt.Println(t.files, t.bytes)
	return nil
}

func talliesAndWheels(backend []string) {
	http.Handle("/", newWheel(backend))
	t, sum := &tally{}, &totals{}
	http.HandleFunc("/add", t.add)
	http.HandleFunc("/show", t.show)
	http.HandleFunc("/held", t.held)
	http.HandleFunc("/count", sum.count)
	defer sum.Close()
}
