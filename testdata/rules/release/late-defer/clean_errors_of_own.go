// Package owned opens things whose errors are of types of its own.
package owned

import (
	"database/sql"
	"errors"
	"io"
	"os"
	"sync"
	"syscall"

	"gorm.io/gorm"
)

// Error carries a code besides its text.
type Error interface {
	error
	Code() int
}

// AppError is what a service gives to its users.
type AppError struct{ Text string }

func (e *AppError) Error() string { return e.Text }

type store struct{ db *sql.DB }

func (s store) cursor(query string) (*sql.Rows, Error) { return nil, nil }

func (s store) file(name string) (*os.File, *AppError) { return nil, nil }

func count(s store) (int, Error) {
	cursor, err := s.cursor("select id from builds")
	if err != nil {
		return 0, err
	}
	defer cursor.Close()
	found := 0
	for cursor.Next() {
		found++
	}
	return found, nil
}

func contents(s store) ([]byte, *AppError) {
	f, failure := s.file("builds.csv")
	if failure != nil {
		return nil, failure
	}
	defer f.Close()
	all, err := io.ReadAll(f)
	if err != nil {
		return nil, &AppError{err.Error()}
	}
	return all, nil
}

func save(db *gorm.DB, row any) error {
	tx := db.Begin()
	if err := tx.Error; err != nil {
		return err
	}
	defer func() {
		if r := recover(); r != nil {
			tx.Rollback()
			panic(r)
		} else if tx != nil {
			tx.Rollback()
		}
	}()
	if err := tx.Create(row).Error; err != nil {
		return err
	}
	return tx.Commit().Error
}

type client struct{}

func connect() (*client, error) { return &client{}, nil }

func (c *client) session() *session { return &session{} }

type session struct{ rows *sql.Rows }

func (s *session) Close() error { return s.rows.Close() }

func (s *session) run() error { return nil }

// The second look at err is in vain: it is nil since the first.
func lookedTwice() error {
	c, err := connect()
	if err != nil {
		return err
	}
	s := c.session()
	if err != nil {
		return err
	}
	defer s.Close()
	return s.run()
}

type visit struct {
	mu    sync.Mutex
	count int
}

// What the deferred function releases it has taken itself.
func (v *visit) watch(work func() error) error {
	v.mu.Lock()
	v.count++
	v.mu.Unlock()
	if err := work(); err != nil {
		return err
	}
	defer func() {
		v.mu.Lock()
		v.count--
		v.mu.Unlock()
	}()
	return work()
}

type tunnel struct{ conn io.Closer }

func newTunnel(kind string) (*tunnel, error) { return &tunnel{}, nil }

func (t *tunnel) Run() error { return nil }

func (t *tunnel) Close() error { return t.conn.Close() }

// Before Run there is nothing to close.
func register(kind string, ports, limit int) (err error) {
	t, err := newTunnel(kind)
	if err != nil {
		return err
	}
	if ports > limit {
		err = io.ErrShortBuffer
		return
	}
	if err = t.Run(); err != nil {
		return
	}
	defer func() {
		if err != nil {
			t.Close()
		}
	}()
	return nil
}

type reply struct{ text string }

func (s store) logs(id string) (chan string, func(), *reply) { return nil, func() {}, nil }

// What a failure is told by has no method Error, but a name that says so.
func tail(s store, id string) *reply {
	events, cancel, errReply := s.logs(id)
	if errReply != nil {
		return errReply
	}
	defer cancel()
	return &reply{<-events}
}

type outcome struct {
	body io.ReadCloser
	errs []error
}

func (r *outcome) GetErrors() []error { return r.errs }

func isEmpty(errs []error) bool { return len(errs) == 0 }

func inquire() *outcome { return &outcome{} }

// A reply with errors has no body.
func settled() error {
	r := inquire()
	if len(r.GetErrors()) == 1 {
		println("one")
	}
	if !IsEmpty(r.GetErrors()) {
		return errors.New("failed")
	}
	defer func() {
		if r.body != nil {
			_ = r.body.Close()
		}
	}()
	return nil
}

// IsEmpty tells that there are no errors.
func IsEmpty(errs []error) bool { return isEmpty(errs) }

type tree struct{ root string }

func (t *tree) open(name string) (*os.File, syscall.Errno) {
	file, err := os.Open(t.root + name)
	if err != nil {
		return nil, syscall.ENOENT
	}
	return file, 0
}

// A number that is not 0 says that nothing was opened.
func (t *tree) size(name string) (int64, syscall.Errno) {
	file, eno := t.open(name)
	if eno != 0 {
		return 0, eno
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return 0, syscall.EIO
	}
	return info.Size(), 0
}
