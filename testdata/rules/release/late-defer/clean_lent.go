// Package lent has values that the function does not owe anything for when it
// leaves early: they are lent, closed by what was called, or not there.
package lent

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"
)

var errNone = errors.New("none")

// Start closes the pipe when it fails, Wait when it returns.
func follow(name string) error {
	cmd := exec.Command("tail", "-f", name)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	defer func() {
		_ = out.Close()
		_ = cmd.Wait()
	}()
	_, err = bufio.NewReader(out).ReadString('\n')
	return err
}

// Rows that have no next one are closed.
func first(db *sql.DB) (string, error) {
	rows, err := db.Query("select name from item")
	if err != nil {
		return "", err
	}
	if !rows.Next() {
		return "", errNone
	}
	defer rows.Close()
	var name string
	return name, rows.Scan(&name)
}

func raw(path string) error {
	fd := open(path)
	if fd < 0 {
		return errNone
	}
	defer syscall.Close(fd)
	return syscall.Ftruncate(fd, 0)
}

func open(path string) int {
	fd, _ := syscall.Open(path, syscall.O_RDWR, 0)
	return fd
}

type found struct {
	reader io.ReadCloser
	local  bool
}

func lookUp(path string) (found, error) {
	file, err := os.Open(path)
	return found{reader: file}, err
}

func fieldIsNil(path string) ([]byte, error) {
	item, err := lookUp(path)
	if err != nil {
		return nil, err
	}
	if item.reader == nil {
		return nil, errNone
	}
	defer item.reader.Close()
	return io.ReadAll(item.reader)
}

// The first result says whether there is anything to release.
type index struct{ mu sync.RWMutex }

func (i *index) borrow() (*index, func()) {
	if i == nil {
		return nil, func() {}
	}
	i.mu.RLock()
	return i, i.mu.RUnlock
}

func borrows(i *index) error {
	borrowed, release := i.borrow()
	if borrowed == nil {
		return errNone
	}
	defer release()
	return nil
}

type journal struct{ failed error }

func (j *journal) keep(err error) error {
	j.failed = err
	return err
}

func wrappedCheck(j *journal, db *sql.DB) error {
	rows, err := db.Query("select 1")
	if j.keep(err) != nil {
		return j.failed
	}
	defer rows.Close()
	return rows.Err()
}

// Not one element was taken by the call that returned the list.
type topic struct{ readers map[int]bool }

func (t *topic) Subscribe() int       { t.readers[0] = true; return 0 }
func (t *topic) Unsubscribe(id int)   { delete(t.readers, id) }
func topics(path string) []*topic     { return make([]*topic, len(path)) }
func broker(id string) (*topic, bool) { return nil, id == "" }

func subscribes(w http.ResponseWriter, r *http.Request) {
	all := topics(r.URL.Path)
	if r.Method != http.MethodGet {
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	ids := make([]int, 0, len(all))
	for _, one := range all {
		ids = append(ids, one.Subscribe())
	}
	defer func() {
		for i, id := range ids {
			all[i].Unsubscribe(id)
		}
	}()
}

func unsubscribesOne(r *http.Request) bool {
	client, known := broker(r.URL.Path)
	if r.Method == http.MethodHead {
		return known
	}
	defer client.Unsubscribe(1)
	return true
}

// A deferred release of what only this branch has.
type machine struct {
	mu     sync.Mutex
	paused bool
}

func (m *machine) get(name string) (*machine, error) { return m, errors.New(name) }

func (m *machine) resume(other *machine) {
	other.mu.Lock()
	defer other.mu.Unlock()
	other.paused = false
}

func (m *machine) commit(name string, pause bool) error {
	other, err := m.get(name)
	if err != nil {
		return err
	}
	if other.paused {
		return errNone
	}
	if pause {
		defer m.resume(other)
	}
	return nil
}

func throttled(ctx context.Context, tokens chan int) error {
	timer := time.NewTimer(time.Second)
	select {
	case <-timer.C:
		return errNone
	case <-ctx.Done():
		timer.Stop()
		return ctx.Err()
	case token := <-tokens:
		defer func() {
			timer.Stop()
			tokens <- token
		}()
		return nil
	}
}

// Close of a multipart writer writes the last boundary.
func form(w io.Writer, boundary string) error {
	parts := multipart.NewWriter(w)
	if err := parts.SetBoundary(boundary); err != nil {
		return err
	}
	defer parts.Close()
	return parts.WriteField("name", "value")
}

// The function that is handed over is used, not released.
func traceOf(name string) func(took int) { return func(int) { _ = name } }

func audit(trace func(took int)) { trace(1) }

func traced(name string) error {
	trace := traceOf(name)
	if name == "" {
		return errNone
	}
	defer audit(trace)
	return nil
}

// The connection belongs to another once it is hijacked.
func roundTrip(r *http.Request) (resp *http.Response, hijacked bool, err error) {
	resp, err = http.DefaultTransport.RoundTrip(r)
	return resp, false, err
}

func proxies(r *http.Request) error {
	resp, hijacked, err := roundTrip(r)
	if err != nil {
		return err
	}
	if hijacked {
		return nil
	}
	defer resp.Body.Close()
	return nil
}

type pair struct{ left io.Closer }

func replaced(path string) error {
	both, err := newPair(path)
	if err != nil {
		return err
	}
	next, err := os.Open(path)
	if err != nil {
		return err
	}
	both.left = next
	defer both.left.Close()
	return nil
}

func newPair(path string) (*pair, error) { return &pair{}, os.Chdir(path) }

// What is released is no error.
func putBack(grab func() (*sql.Conn, func(error), error)) (err error) {
	var release func(error)
	_, release, err = grab()
	if err != nil {
		return err
	}
	defer func() { release(err) }()
	return nil
}

// The error is kept in a field.
type cursor struct{ err error }

func (c *cursor) run(db *sql.DB) error {
	var rows *sql.Rows
	if rows, c.err = db.Query("select 1"); c.err != nil {
		return c.err
	}
	defer rows.Close()
	return rows.Err()
}

// What a getter shows is not acquired; it is closed when another has taken its place.
type holder struct{ conn net.Conn }

func (h *holder) GetConn() net.Conn { return h.conn }

func (h *holder) swap(next net.Conn, check func(net.Conn) error) error {
	old := h.GetConn()
	if err := check(next); err != nil {
		return err
	}
	h.conn = next
	defer old.Close()
	return nil
}

// An error of a known type is an error.
func fetch(address string) ([]byte, error) {
	resp, err := http.Get(address)
	if failed, ok := err.(*url.Error); ok && failed.Timeout() {
		return nil, errNone
	}
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// Who is given the cancel function calls it, once the work that goes on has ended.
func detach(parent context.Context, keep func(string, any), next func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(parent, time.Minute)
	keep("cancel", cancel)
	err := next(ctx)
	if errors.Is(err, errNone) {
		return nil
	}
	defer cancel()
	return err
}
