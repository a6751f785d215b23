// Package clean makes its clients once, or closes them.
package clean

import (
	"context"
	"database/sql"
	"log"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
	"github.com/redis/go-redis/v9"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

var shared = &http.Client{Transport: &http.Transport{}, Timeout: time.Second}

func plain(c *gin.Context) {
	client := &http.Client{Timeout: time.Second}
	resp, err := client.Get("https://example.com/")
	if err != nil {
		return
	}
	defer resp.Body.Close()
	c.Status(resp.StatusCode)
}

func noKeepAlive(c *gin.Context) {
	client := &http.Client{Timeout: time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Get("https://example.com/")
	if err != nil {
		return
	}
	defer resp.Body.Close()
}

func idleClosed(w http.ResponseWriter, _ *http.Request) {
	tr := &http.Transport{}
	defer tr.CloseIdleConnections()
	resp, err := (&http.Client{Transport: tr}).Get("https://example.com/")
	if err != nil {
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
}

func clientClosed(c echo.Context) error {
	client := &http.Client{Timeout: time.Second, Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	resp, err := client.Get("https://example.com/")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func asksToClose(w http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequestWithContext(r.Context(), http.MethodGet, "https://example.com/", nil)
	if err != nil {
		return
	}
	req.Close = true
	resp, err := (&http.Client{Timeout: time.Second, Transport: &http.Transport{}}).Do(req)
	if err != nil {
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
}

func closed(c *gin.Context) {
	db, err := sql.Open("postgres", c.Query("dsn"))
	if err != nil {
		return
	}
	defer db.Close()
	c.JSON(http.StatusOK, db.PingContext(c) == nil)
}

func ormClosed(c *gin.Context) {
	db, err := gorm.Open(postgres.Open("host=db"), &gorm.Config{})
	if err != nil {
		return
	}
	if pool, err := db.DB(); err == nil {
		defer pool.Close()
	}
	c.Status(http.StatusOK)
}

var (
	once sync.Once
	rdb  *redis.Client
	mu   sync.Mutex
	dbs  = map[string]*sql.DB{}
	conn *grpc.ClientConn
)

func lazily(c *gin.Context) {
	once.Do(func() { rdb = redis.NewClient(&redis.Options{Addr: "redis:6379"}) })
	rdb.Incr(c, "visits")
}

func perTenant(c *gin.Context) {
	mu.Lock()
	defer mu.Unlock()
	name := c.Param("tenant")
	if dbs[name] == nil {
		if len(dbs) > 100 {
			clear(dbs)
		}
		db, err := sql.Open("postgres", name)
		if err != nil {
			return
		}
		dbs[name] = db
	}
	c.Status(http.StatusOK)
}

func dial(ctx context.Context) (*grpc.ClientConn, error) {
	mu.Lock()
	defer mu.Unlock()
	if conn == nil {
		made, err := grpc.NewClient("auth:80", grpc.WithTransportCredentials(insecure.NewCredentials()))
		if err != nil {
			return nil, err
		}
		conn = made
	}
	return conn, ctx.Err()
}

func dialed(c *gin.Context) {
	if _, err := dial(c); err != nil {
		log.Print(err)
	}
}

func factory() gin.HandlerFunc {
	client := &http.Client{Timeout: time.Second, Transport: &http.Transport{}}
	return func(c *gin.Context) {
		resp, err := client.Get("https://example.com/")
		if err != nil {
			return
		}
		defer resp.Body.Close()
	}
}

type service struct{ client *http.Client }

func newService() *service {
	tr := &http.Transport{MaxIdleConns: 10}
	return &service{client: &http.Client{Transport: tr, Timeout: time.Second}}
}

func (s *service) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	resp, err := s.client.Get("https://example.com/")
	if err != nil {
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
}

func main() {
	db, err := sql.Open("postgres", "host=db")
	if err != nil {
		log.Fatal(err)
	}
	defer db.Close()
	log.Print(db.Ping())
	http.Handle("/", newService())
}

var _ = shared
