// Package agreed has a factory of which nothing says that what it gives is to be given back, but its callers.
package agreed

import (
	"context"
	"io"
	"net/http"
	"os"
	"strings"
)

type session struct{ rows []string }

func (s *session) Cancel() { s.rows = nil }

func (s *session) exec(string) error { return nil }

func (s *session) all() []string { return s.rows }

type engine struct{ idle chan *session }

func (e *engine) begin(ctx context.Context) (*session, error) {
	select {
	case s := <-e.idle:
		return s, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (e *engine) insert(ctx context.Context) error {
	s, err := e.begin(ctx)
	if err != nil {
		return err
	}
	defer s.Cancel()
	return s.exec("insert")
}

func (e *engine) remove(ctx context.Context) error {
	s, err := e.begin(ctx)
	if err != nil {
		return err
	}
	defer func() { s.Cancel() }()
	return s.exec("remove")
}

func (e *engine) list(w http.ResponseWriter, r *http.Request) {
	s, err := e.begin(r.Context()) // want "the session in `s` is not released on every path: one session per call; other callers of `begin` have theirs released"
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	if err := s.exec("list"); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	_, _ = io.WriteString(w, strings.Join(s.all(), ","))
	s.Cancel()
}

func (e *engine) cleanHanded(ctx context.Context) (*session, error) {
	s, err := e.begin(ctx)
	if err != nil {
		return nil, err
	}
	return s, nil
}

type settings struct{ values map[string]string }

func (s *settings) Stop() { clear(s.values) }

type owner struct{ current *settings }

func (o *owner) settings() *settings { return o.current }

func (o *owner) cleanStop() {
	s := o.settings()
	defer s.Stop()
	_ = s.values["a"]
}

func (o *owner) cleanRead(name string) string {
	s := o.settings()
	return s.values[name]
}

func (o *owner) cleanReadOther() string {
	s := o.settings()
	return s.values["b"]
}

type filter interface {
	Next() (string, error)
	Close() error
}

type filters struct {
	by map[string]func(filter) filter
}

func (f *filters) around(inner filter, name string) (filter, error) { return f.by[name](inner), nil }

func (f *filters) first(inner filter) (string, error) {
	it, err := f.around(inner, "first")
	if err != nil {
		return "", err
	}
	defer it.Close()
	return it.Next()
}

func (f *filters) second(inner filter) (string, error) {
	it, err := f.around(inner, "second")
	if err != nil {
		return "", err
	}
	defer it.Close()
	return it.Next()
}

func (f *filters) cleanChain(it filter, names []string) (string, error) {
	var err error
	for _, name := range names {
		if it, err = f.around(it, name); err != nil {
			return "", err
		}
	}
	defer it.Close()
	return it.Next()
}

type gate struct{ free chan struct{} }

func (g *gate) Acquire() { <-g.free }

func (g *gate) Release() { g.free <- struct{}{} }

func (g *gate) open() bool { return len(g.free) > 0 }

type gates struct{ by map[string]*gate }

func (g *gates) of(name string) *gate { return g.by[name] }

func (g *gates) enter(name string) {
	it := g.of(name)
	it.Acquire()
	defer it.Release()
}

func (g *gates) enterOther(name string) {
	it := g.of(name)
	it.Acquire()
	defer it.Release()
}

func (g *gates) cleanAsk(name string) bool {
	it := g.of(name)
	return it.open()
}

type handle struct {
	lent bool
	left int
}

func (h *handle) Release() { h.left-- }

type handles struct{ shared *handle }

func (h *handles) get(lent bool) *handle {
	if lent {
		return h.shared
	}
	return &handle{lent: lent}
}

func (h *handles) one(lent bool) int {
	it := h.get(lent)
	if !it.lent {
		defer it.Release()
	}
	return it.left
}

func (h *handles) two(lent bool) int {
	it := h.get(lent)
	if !it.lent {
		defer it.Release()
	}
	return it.left
}

func (h *handles) cleanLook(w http.ResponseWriter, _ *http.Request) {
	it := h.get(true)
	_, _ = w.Write(make([]byte, it.left))
}

type disk struct{ f *os.File }

func onDisk(f *os.File, names map[*os.File]*disk) *disk { return names[f] }

func (d *disk) Close() error { return d.f.Close() }

func (d *disk) head() ([]byte, error) {
	text := make([]byte, 16)
	_, err := d.f.ReadAt(text, 0)
	return text, err
}

func headOf(f *os.File, names map[*os.File]*disk) ([]byte, error) {
	d := onDisk(f, names)
	defer d.Close()
	return d.head()
}

func headOfOther(f *os.File, names map[*os.File]*disk) ([]byte, error) {
	d := onDisk(f, names)
	defer d.Close()
	return d.head()
}

func cleanHead(w http.ResponseWriter, r *http.Request) {
	f, err := os.Open("/var/lib/app" + r.URL.Path)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	defer f.Close()
	d := onDisk(f, nil)
	text, err := d.head()
	if err == nil {
		_, _ = w.Write(text)
	}
}

type link struct {
	host string
	open bool
}

func (l *link) connect() (*link, error) {
	l.open = true
	return l, nil
}

func (l *link) Close() { l.open = false }

func (l *link) ask() string { return l.host }

func askOne(l *link) (string, error) {
	it, err := l.connect()
	if err != nil {
		return "", err
	}
	defer it.Close()
	return it.ask(), nil
}

func askOther(l *link) (string, error) {
	it, err := l.connect()
	if err != nil {
		return "", err
	}
	defer it.Close()
	return it.ask(), nil
}

func (l *link) cleanAsk(w http.ResponseWriter, _ *http.Request) {
	if !l.open {
		if _, err := l.connect(); err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
	}
	_, _ = io.WriteString(w, l.ask())
}

type tenure struct {
	context.Context
	end context.CancelFunc
}

func (t *tenure) Cancel() { t.end() }

func (e *engine) hold(ctx context.Context, ends map[context.Context]context.CancelFunc) *tenure {
	return &tenure{ctx, ends[ctx]}
}

func (e *engine) holdOne(ctx context.Context) error {
	held := e.hold(ctx, nil)
	defer held.Cancel()
	return held.Err()
}

func (e *engine) holdOther(ctx context.Context) error {
	held := e.hold(ctx, nil)
	defer held.Cancel()
	return held.Err()
}

func (e *engine) cleanHeld(w http.ResponseWriter, r *http.Request) {
	held := e.hold(r.Context(), nil)
	if held.Err() == nil {
		w.WriteHeader(http.StatusNoContent)
	}
}
