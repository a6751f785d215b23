// Package settled releases in each iteration, or has few.
package settled

import (
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

const tries = 3

func called(c *gin.Context, paths []string) {
	for _, path := range paths {
		func() {
			file, err := os.Open(path)
			if err != nil {
				return
			}
			defer file.Close()
			_, _ = io.Copy(c.Writer, file)
		}()
	}
}

func goroutines(paths []string) {
	var wg sync.WaitGroup
	for _, path := range paths {
		wg.Add(1)
		go func(path string) {
			defer wg.Done()
			file, err := os.Open(path)
			if err != nil {
				return
			}
			defer file.Close()
		}(path)
	}
	wg.Wait()
}

func leaves(paths []string) ([]byte, error) {
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			continue
		}
		defer file.Close()
		return io.ReadAll(file)
	}
	return nil, os.ErrNotExist
}

func retries(url string) (*http.Response, error) {
	for i := 0; i < tries; i++ {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return nil, err
		}
		resp, err := http.DefaultClient.Do(req)
		if err == nil {
			return resp, nil
		}
	}
	return nil, os.ErrDeadlineExceeded
}

func few() error {
	for _, name := range []string{"a.txt", "b.txt"} {
		file, err := os.Open(name)
		if err != nil {
			return err
		}
		defer file.Close()
	}
	return nil
}

func fewByName() error {
	names := []string{"a.txt", "b.txt"}
	for _, name := range names {
		file, err := os.Open(name)
		if err != nil {
			return err
		}
		defer file.Close()
	}
	return nil
}

func fewRounds() error {
	for range 3 {
		file, err := os.CreateTemp("", "x")
		if err != nil {
			return err
		}
		defer file.Close()
	}
	return nil
}

func breaks(l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		defer conn.Close()
		break
	}
	return nil
}

func before(paths []string) error {
	out, err := os.Create("out")
	if err != nil {
		return err
	}
	defer out.Close()
	for _, path := range paths {
		_, _ = out.WriteString(path)
	}
	return nil
}

func after(paths []string) error {
	for _, path := range paths {
		if path == "" {
			return os.ErrInvalid
		}
	}
	out, err := os.Create("out")
	if err != nil {
		return err
	}
	defer out.Close()
	return nil
}

func inBranch(paths []string) ([]byte, error) {
	for _, path := range paths {
		if path != "" {
			file, err := os.Open(path)
			if err != nil {
				return nil, err
			}
			defer file.Close()
			return io.ReadAll(file)
		}
	}
	return nil, os.ErrNotExist
}

func explicit(paths []string) error {
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		_, _ = io.Copy(io.Discard, file)
		file.Close()
	}
	return nil
}

func perItem(c *gin.Context, handle func(string) error) {
	each := func(path string) error {
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		defer file.Close()
		return handle(path)
	}
	for _, path := range c.QueryArray("path") {
		if err := each(path); err != nil {
			return
		}
	}
}
