// Package released gives everything back on every way out, or hands it over.
package released

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"net/http"
	"os"
	"sort"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

var errShort = errors.New("too short")

func closesBeforeReturn(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	info, err := file.Stat()
	if err != nil {
		file.Close()
		return err
	}
	if info.Size() == 0 {
		_ = file.Close()
		return errShort
	}
	defer file.Close()
	return nil
}

func handsOver(path string, raw bool) (io.ReadCloser, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if raw {
		return file, nil
	}
	defer file.Close()
	return nil, errShort
}

type cache struct{ current *os.File }

func (c *cache) keeps(path string, keep bool) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	if keep {
		c.current = file
		return nil
	}
	defer file.Close()
	return nil
}

func drainAndClose(resp *http.Response) {
	_, _ = io.Copy(io.Discard, resp.Body)
	_ = resp.Body.Close()
}

func helperOnTheWay(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		drainAndClose(resp)
		return errShort
	}
	defer drainAndClose(resp)
	return nil
}

// The returns of a function literal leave the literal only.
func literalBetween(path string, names []string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	sort.Slice(names, func(i, j int) bool {
		if len(names[i]) != len(names[j]) {
			return len(names[i]) < len(names[j])
		}
		return names[i] < names[j]
	})
	defer file.Close()
	_, err = file.WriteString(names[0])
	return err
}

func statementsBetween(db *sql.DB) error {
	rows, err := db.Query("select name from items")
	if err != nil {
		return err
	}
	names := make([]string, 0, 16)
	started := time.Now()
	defer rows.Close()
	for rows.Next() {
		if time.Since(started) > time.Second {
			return errShort
		}
		names = append(names, "")
	}
	if len(names) == 0 {
		return errShort
	}
	return rows.Err()
}

func tried(mu *sync.Mutex) bool {
	if !mu.TryLock() {
		return false
	}
	defer mu.Unlock()
	return true
}

func locked(mu *sync.RWMutex, names map[string]int, name string) int {
	mu.RLock()
	defer mu.RUnlock()
	if n, found := names[name]; found {
		return n
	}
	return -1
}

func unlocksOnTheWay(mu *sync.Mutex, names map[string]int, name string) int {
	mu.Lock()
	if name == "" {
		mu.Unlock()
		return 0
	}
	defer mu.Unlock()
	return names[name]
}

func cancelsOnTheWay(parent context.Context, id string) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	if id == "" {
		cancel()
		return errShort
	}
	defer cancel()
	<-ctx.Done()
	return ctx.Err()
}

func rollsBackOnTheWay(c *gin.Context, db *sql.DB) {
	tx, err := db.BeginTx(c, nil)
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	if c.Query("dry") != "" {
		if err := tx.Rollback(); err != nil {
			_ = c.Error(err)
		}
		return
	}
	defer tx.Rollback()
	_ = tx.Commit()
}

// Gorm says what went wrong in a field; the defer comes first.
func gormTransaction(db *gorm.DB) error {
	tx := db.Begin()
	defer tx.Rollback()
	if tx.Error != nil {
		return tx.Error
	}
	return tx.Commit().Error
}

// Gorm's Begin fails with nothing to roll back.
func gormChecked(db *gorm.DB) error {
	tx := db.Begin()
	if tx.Error != nil {
		return tx.Error
	}
	defer tx.Rollback()
	return tx.Commit().Error
}

func bothBranches(path string, lazy bool) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	if lazy {
		defer file.Close()
		return nil
	}
	defer file.Close()
	_, err = io.Copy(io.Discard, file)
	return err
}

func perIteration(paths []string) error {
	for _, path := range paths {
		if path == "" {
			continue
		}
		err := func() error {
			file, err := os.Open(path)
			if err != nil {
				return err
			}
			defer file.Close()
			_, err = io.Copy(io.Discard, file)
			return err
		}()
		if err != nil {
			return err
		}
	}
	return nil
}

// The return comes before anything is acquired.
func checksFirst(db *sql.DB, id int) error {
	if id == 0 {
		return errShort
	}
	rows, err := db.Query("select 1 where $1 > 0", id)
	if err != nil {
		return err
	}
	defer rows.Close()
	return rows.Err()
}

// Since Go 1.23 a ticker that nobody holds is collected without Stop.
func ticks(limit int) {
	ticker := time.NewTicker(time.Second)
	if limit == 0 {
		return
	}
	defer ticker.Stop()
	<-ticker.C
}

// Standard input is not ours to close.
func borrowed(name string, skip bool) error {
	file := os.Stdin
	if skip {
		return nil
	}
	defer file.Close()
	return nil
}

// The defer releases what was acquired before the condition, by a closure.
func deferredClosureFirst(path string) error {
	var file *os.File
	defer func() {
		if file != nil {
			_ = file.Close()
		}
	}()
	var err error
	if file, err = os.Open(path); err != nil {
		return err
	}
	if path == "/" {
		return errShort
	}
	return nil
}

func goesOn(engine *gin.Engine, db *sql.DB) {
	engine.GET("/dry", func(c *gin.Context) { rollsBackOnTheWay(c, db) })
}
