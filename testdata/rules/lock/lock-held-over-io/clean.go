package p

import (
	"database/sql"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

type site struct {
	mu      sync.Mutex
	writeMu sync.Mutex
	db      *sql.DB
	conn    net.Conn
	counts  map[string]int
	events  chan string
	once    sync.Once
}

func (s *site) before(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.counts[r.URL.Path]++
	s.mu.Unlock()
	s.db.Exec("insert into visits values (1)")
}

func (s *site) after(c *gin.Context) {
	time.Sleep(time.Millisecond)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.counts[c.FullPath()]++
}

func (s *site) middleware() gin.HandlerFunc {
	return func(c *gin.Context) {
		s.mu.Lock()
		s.counts[c.FullPath()]++
		s.mu.Unlock()
		c.Next()
	}
}

func (s *site) oneWriter(w http.ResponseWriter, r *http.Request) {
	s.writeMu.Lock()
	defer s.writeMu.Unlock()
	s.db.Exec("insert into visits values (1)")
}

func (s *site) itsConnection(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.conn.Write([]byte(r.URL.Path))
}

func ownLock(w http.ResponseWriter, r *http.Request) {
	var mutex sync.Mutex
	conn, err := net.Dial("tcp", "example.com:80")
	if err != nil {
		return
	}
	defer conn.Close()
	mutex.Lock()
	defer mutex.Unlock()
	conn.Write([]byte(r.URL.Path))
}

func (s *site) neverWaits(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case s.events <- r.URL.Path:
	default:
	}
}

func (s *site) goroutine(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	go s.db.Exec("insert into visits values (1)")
	go func() { time.Sleep(time.Second) }()
}

func (s *site) roomInside(w http.ResponseWriter, r *http.Request) {
	results := make(chan int, 1)
	s.mu.Lock()
	defer s.mu.Unlock()
	results <- s.counts[r.URL.Path]
}

func (s *site) setUp() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, err := s.db.Exec("create table visits (path text)")
	return err
}

func main() {
	s := &site{}
	if s.setUp() != nil {
		return
	}
	http.HandleFunc("/", s.before)
}

func (s *site) once1(w http.ResponseWriter, r *http.Request) {
	s.once.Do(func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.db.Ping()
	})
}

func (s *site) letsGo(c *gin.Context) {
	s.mu.Lock()
	for s.counts == nil {
		s.mu.Unlock()
		time.Sleep(time.Millisecond)
		s.mu.Lock()
	}
	s.mu.Unlock()
}

func (s *site) early(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	if s.counts == nil {
		s.mu.Unlock()
		s.db.Ping()
		return
	}
	s.mu.Unlock()
}

func (s *site) localWork(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for path := range s.counts {
		delete(s.counts, path)
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *site) later(c *gin.Context) {
	s.mu.Lock()
	defer s.mu.Unlock()
	time.AfterFunc(time.Second, func() { s.db.Ping() })
}

type alerts struct {
	mu   sync.Mutex
	rows []string
}

// While the alerts are loaded, nobody looks at them yet.
func (a *alerts) loadAll(db *sql.DB) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	_, err := db.Exec("select 1")
	return err
}

func (a *alerts) count() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.rows)
}
