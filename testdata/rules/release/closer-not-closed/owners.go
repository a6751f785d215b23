// Package owners has types that own what must be given back.
package owners

import (
	"context"
	"errors"
	"net"
	"os"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/gin-gonic/gin"
)

// watcher owns an fsnotify watcher and a goroutine.
type watcher struct {
	inner *fsnotify.Watcher
	done  chan struct{}
}

func newWatcher(dir string) (*watcher, error) {
	inner, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	if err := inner.Add(dir); err != nil {
		inner.Close()
		return nil, err
	}
	w := &watcher{inner: inner, done: make(chan struct{})}
	go w.run()
	return w, nil
}

func (w *watcher) run() {
	defer close(w.done)
	for range w.inner.Events {
	}
}

func (w *watcher) Close() error {
	err := w.inner.Close()
	<-w.done
	return err
}

func (w *watcher) changed() bool { return len(w.inner.WatchList()) > 0 }

func waitsForChange(dir string) (bool, error) {
	w, err := newWatcher(dir) // want "watcher"
	if err != nil {
		return false, err
	}
	return w.changed(), nil
}

func waitsTwice(dir string) error {
	w, err := newWatcher(dir) // want "watcher"
	if err != nil {
		return err
	}
	if !w.changed() {
		return errors.New("unchanged")
	}
	return w.Close()
}

func ginHandler(c *gin.Context) {
	w, err := newWatcher(c.Query("dir")) // want "watcher"
	if err != nil {
		c.Status(400)
		return
	}
	c.JSON(200, w.changed())
}

// session owns a connection that it dials itself.
type session struct {
	conn net.Conn
	mu   sync.Mutex
}

func dial(address string) (*session, error) {
	conn, err := net.DialTimeout("tcp", address, time.Second)
	if err != nil {
		return nil, err
	}
	return &session{conn: conn}, nil
}

func (s *session) ping() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, err := s.conn.Write([]byte("ping"))
	return err
}

func (s *session) Shutdown() error { return s.conn.Close() }

func pings(addresses []string) error {
	for _, address := range addresses {
		s, err := dial(address) // want "session|connection"
		if err != nil {
			return err
		}
		if err := s.ping(); err != nil {
			return err
		}
	}
	return nil
}

func switches(address, mode string) error {
	s, err := dial(address) // want "session|connection"
	if err != nil {
		return err
	}
	switch mode {
	case "ping":
		return s.ping()
	default:
		return s.Shutdown()
	}
}

// manager owns a session, and so by way of it a connection.
type manager struct{ session *session }

func newManager(address string) (*manager, error) {
	s, err := dial(address)
	if err != nil {
		return nil, err
	}
	return &manager{s}, nil
}

func (m *manager) Close() error { return m.session.Shutdown() }

func manages(address string) error {
	m, err := newManager(address) // want "manager|session|connection"
	if err != nil {
		return err
	}
	return m.session.ping()
}

// background owns a context.
type background struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func newBackground(parent context.Context) *background {
	ctx, cancel := context.WithCancel(parent)
	return &background{ctx, cancel}
}

func (b *background) Stop() { b.cancel() }

func cleanBackground(parent context.Context) error {
	b := newBackground(parent)
	defer b.Stop()
	return b.ctx.Err()
}

func cleanSession(address string) error {
	s, err := dial(address)
	if err != nil {
		return err
	}
	defer s.Shutdown()
	return s.ping()
}

func cleanManager(address string) (err error) {
	m, err := newManager(address)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, m.Close()) }()
	return m.session.ping()
}

type server struct{ watchers []*watcher }

func (s *server) cleanKept(dir string) error {
	w, err := newWatcher(dir)
	if err != nil {
		return err
	}
	s.watchers = append(s.watchers, w)
	return nil
}

// view was given its file: its Close leaves it alone.
type view struct{ file *os.File }

func newView(file *os.File) *view { return &view{file} }

func (v *view) Close() { v.file = nil }

func cleanView(file *os.File) string { return newView(file).file.Name() }
