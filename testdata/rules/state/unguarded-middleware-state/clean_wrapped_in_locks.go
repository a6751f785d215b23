package locked

import (
	"fmt"
	"net/http"
	"sync"
)

type flags struct {
	mu    sync.RWMutex
	names []string
	kept  []string
}

func (f *flags) set(names []string) {
	f.mu.Lock()
	f.names, f.kept = names, names
	f.mu.Unlock()
}

func (f *flags) watch(updates <-chan []string) {
	for names := range updates {
		f.set(names)
	}
}

func (f *flags) locked(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		f.mu.RLock()
		defer f.mu.RUnlock()
		next(w, r)
	}
}

func (f *flags) view(see func()) {
	f.mu.RLock()
	defer f.mu.RUnlock()
	see()
}

func (f *flags) first(w http.ResponseWriter, r *http.Request) {
	f.mu.RLock()
	defer f.mu.RUnlock()
	fmt.Fprintln(w, len(f.names), len(f.kept))
}

func (f *flags) list(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, f.names) }

func (f *flags) seen(w http.ResponseWriter, r *http.Request) {
	f.view(func() { f.print(w) })
}

func (f *flags) print(w http.ResponseWriter) { fmt.Fprintln(w, f.kept) }

const alone = 1

type turns struct {
	sem   chan struct{}
	count int
	last  string
}

func newTurns() *turns { return &turns{sem: make(chan struct{}, alone)} }

// There is room for one.
func (t *turns) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	t.sem <- struct{}{}
	defer func() { <-t.sem }()
	t.count++
	t.last = r.URL.Path
}

type rows struct {
	mu  sync.Mutex
	all map[string]int
}

func (r *rows) guard() (done func()) {
	r.mu.Lock()
	done = func() { r.mu.Unlock() }
	return done
}

func (r *rows) hold() func() {
	r.mu.Lock()
	return sync.OnceFunc(func() { r.mu.Unlock() })
}

func (r *rows) one(w http.ResponseWriter, req *http.Request) {
	defer r.guard()()
	r.all[req.Method]++
}

func (r *rows) two(w http.ResponseWriter, req *http.Request) {
	defer r.hold()()
	r.all[req.Method]++
}

type call struct{ replies chan []byte }

func (c *call) send(req []byte) error { return nil }

// It waits for the goroutine.
func (c *call) reply() []byte { return <-c.replies }

func (c *call) do(req []byte) ([]byte, error) {
	var err error
	go func() {
		err = c.send(req)
		c.replies <- req
	}()
	reply := c.reply()
	if err != nil {
		return nil, err
	}
	return reply, nil
}

func routes(updates <-chan []string) {
	f := &flags{}
	go f.watch(updates)
	http.HandleFunc("/list", f.locked(f.list))
	http.HandleFunc("/seen", f.seen)
	http.HandleFunc("/first", f.first)
	http.Handle("/turns", newTurns())
	all := &rows{all: map[string]int{}}
	http.HandleFunc("/one", all.one)
	http.HandleFunc("/two", all.two)
	http.HandleFunc("/call", func(w http.ResponseWriter, r *http.Request) {
		c := &call{replies: make(chan []byte)}
		body, _ := c.do([]byte(r.URL.Path))
		w.Write(body)
	})
}
