// Package bad makes its clients for every request.
package bad

import (
	"context"
	"crypto/tls"
	"database/sql"
	"log"
	"net/http"
	"net/http/httputil"
	"net/url"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"github.com/labstack/echo/v4"
	"github.com/redis/go-redis/v9"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

func transport(c *gin.Context) {
	tr := &http.Transport{TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12}} // want "a new http.Transport per request, never closed: a connection and two goroutines"
	client := &http.Client{Transport: tr, Timeout: time.Second}
	resp, err := client.Get("https://example.com/")
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	c.Status(resp.StatusCode)
}

func inline(w http.ResponseWriter, r *http.Request) {
	client := http.Client{Timeout: time.Second}
	client.Transport = &http.Transport{} // want "http.Transport"
	resp, err := client.Get("https://example.com/")
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
}

func cloned(c echo.Context) error {
	tr := http.DefaultTransport.(*http.Transport).Clone() // want "until they have been idle for long enough"
	tr.MaxIdleConns = 1
	resp, err := (&http.Client{Transport: tr}).Get("https://example.com/")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func reverse(w http.ResponseWriter, r *http.Request) {
	target := &url.URL{Scheme: "https", Host: "example.com"}
	proxy := httputil.NewSingleHostReverseProxy(target)
	other := &httputil.ReverseProxy{Director: proxy.Director, Transport: &http.Transport{}} // want "http.Transport"
	other.ServeHTTP(w, r)
}

func database(c *gin.Context) {
	db, err := sql.Open("postgres", c.Query("dsn")) // want "a new database pool per request, never closed"
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	if err := db.PingContext(c); err != nil {
		c.Status(http.StatusInternalServerError)
	}
}

func orm(c *gin.Context) {
	db, err := gorm.Open(postgres.Open("host=db"), &gorm.Config{}) // want "database pool"
	if err != nil {
		log.Print(err)
		return
	}
	var count int64
	db.Table("users").Count(&count)
	c.JSON(http.StatusOK, count)
}

func mapper(c *fiber.Ctx) error {
	db := sqlx.MustConnect("postgres", "host=db") // want "database pool"
	var names []string
	return db.Select(&names, "select name from users")
}

func pool(c echo.Context) error {
	db, err := pgxpool.New(c.Request().Context(), "host=db") // want "database pool"
	if err != nil {
		return err
	}
	return db.Ping(c.Request().Context())
}

func limiter() gin.HandlerFunc {
	return func(c *gin.Context) {
		rdb := redis.NewClient(&redis.Options{Addr: "redis:6379"}) // want "a new Redis client per request"
		if n, _ := rdb.Incr(c, c.ClientIP()).Result(); n > 10 {
			c.AbortWithStatus(http.StatusTooManyRequests)
			return
		}
		c.Next()
	}
}

func newClient() *http.Client {
	return &http.Client{Transport: &http.Transport{}, Timeout: time.Second}
}

func fetch(c *gin.Context) {
	resp, err := newClient().Get("https://example.com/") // want "`newClient` makes it"
	if err != nil {
		return
	}
	defer resp.Body.Close()
}

func openDB() (*sql.DB, error) {
	db, err := sql.Open("postgres", "host=db")
	if err != nil {
		return nil, err
	}
	return db, nil
}

func count(ctx context.Context) (n int, err error) {
	db, err := openDB() // want "`openDB` makes it"
	if err != nil {
		return 0, err
	}
	err = db.QueryRowContext(ctx, "select count(*) from users").Scan(&n)
	return n, err
}

func counted(c *gin.Context) {
	n, err := count(c)
	log.Print(n, err)
}
