// Package piling defers once for each iteration.
package piling

import (
	"context"
	"database/sql"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

var client = &http.Client{Timeout: time.Second}

func upload(c *gin.Context) {
	form, err := c.MultipartForm()
	if err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	for _, header := range form.File["files"] {
		file, err := header.Open()
		if err != nil {
			_ = c.Error(err)
			continue
		}
		defer file.Close() // want "`file` is released when the function returns, not when the iteration ends"
		_, _ = io.Copy(io.Discard, file)
	}
}

func proxies(w http.ResponseWriter, r *http.Request) {
	for _, url := range r.URL.Query()["url"] {
		resp, err := client.Get(url)
		if err != nil {
			continue
		}
		defer resp.Body.Close() // want "`resp.Body`"
		_, _ = io.Copy(w, resp.Body)
	}
}

func report(c echo.Context, db *sql.DB, ids []int) error {
	for i := 0; i < len(ids); i++ {
		rows, err := db.Query("select name from users where id = $1", ids[i])
		if err != nil {
			return err
		}
		defer func() { _ = rows.Close() }() // want "`rows`"
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err == nil {
				log.Println(i, name)
				break
			}
		}
	}
	return c.NoContent(http.StatusOK)
}

func deadlines(c *fiber.Ctx, hosts []string) error {
	for _, host := range hosts {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel() // want "`cancel` .* one context more"
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, host, nil)
		if err != nil {
			return err
		}
		log.Println(req.URL)
	}
	return nil
}

type item struct {
	mu    sync.Mutex
	count int
}

func locks(items []*item) (sum int) {
	for _, it := range items {
		it.mu.Lock()
		defer it.mu.Unlock() // want "`it.mu` .* stays locked"
		sum += it.count
	}
	return sum
}

func accepts(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			log.Println(err)
			continue
		}
		defer conn.Close() // want "`conn` is released never, as the loop does not end"
		_, _ = io.Copy(io.Discard, conn)
	}
}

func jumps(paths []string) error {
	i := 0
next:
	file, err := os.Open(paths[i])
	if err != nil {
		return err
	}
	defer file.Close() // want "`file`"
	if i++; i < len(paths) {
		goto next
	}
	return nil
}

func quietly(c io.Closer) { _ = c.Close() }

func helper(paths <-chan string) {
	for path := range paths {
		file, err := os.Create(path)
		if err != nil {
			break
		}
		defer quietly(file) // want "`file`"
		_, _ = file.WriteString("x")
	}
}

func nested(groups [][]string) {
	for _, group := range groups {
		for _, kind := range []string{"a", "b"} {
			file, err := os.Open(kind + group[0])
			if err != nil {
				return
			}
			defer file.Close() // want "`file`"
		}
	}
}

func inLiteral(paths []string) {
	go func() {
		for _, path := range paths {
			file, err := os.Open(path)
			if err != nil {
				continue
			}
			defer file.Close() // want "`file`"
		}
	}()
}

func goes(wg *sync.WaitGroup, jobs []string) {
	for _, job := range jobs {
		defer wg.Done() // want "this runs when the function returns"
		log.Println(job)
	}
}

func reports(jobs []string) {
	for _, job := range jobs {
		defer func() { log.Println("done", job) }() // want "one deferred call more"
	}
}

// What it keeps may be meant to stay open until all are read.
func joined(w io.Writer, paths []string) error {
	var readers []io.Reader
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		defer file.Close() // want "`file`"
		readers = append(readers, file)
	}
	_, err := io.Copy(w, io.MultiReader(readers...))
	return err
}

// A jump that is switched off for now.
func switchedOff(path string) error {
again:
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close() // want "one deferred call more"
	if false {
		goto again
	}
	return nil
}

type step interface{ Prepare() (func(), error) }

// What the functions give back is not known.
func prepares(steps []step) error {
	for _, s := range steps {
		undo, err := s.Prepare()
		if err != nil {
			return err
		}
		defer undo() // want "`undo`"
	}
	return nil
}

// The next round reads what this one opened.
func chained(source io.ReadCloser, paths []string) error {
	for _, path := range paths {
		if _, err := io.Copy(io.Discard, source); err != nil {
			return err
		}
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		source = io.NopCloser(file)
		defer source.Close() // want "`source`"
		_ = file.Close()
	}
	return nil
}
