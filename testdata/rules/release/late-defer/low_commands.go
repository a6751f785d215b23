// Package commands is given what its commands do.
package commands

import (
	"bufio"
	"errors"
	"io"
	"os"
)

type clause struct{ run map[string]func() error }

func (c *clause) Command(name, _ string) *clause { return &clause{run: map[string]func() error{name: nil}} }

func (c *clause) Setup(do func() error) { c.run["do"] = do }

var errEmpty = errors.New("empty")

func registerCount(app *clause, name string) {
	cmd := app.Command("count", "Count the lines of a file.")
	cmd.Setup(func() error {
		file, err := os.Open(name)
		if err != nil {
			return err
		}
		info, err := file.Stat()
		if err != nil {
			return err
		}
		if info.Size() == 0 {
			return errEmpty
		}
		defer file.Close() // want "released too late"
		return count(file)
	})
}

func count(from io.Reader) error {
	lines := bufio.NewScanner(from)
	for lines.Scan() {
		os.Stdout.WriteString(".")
	}
	return lines.Err()
}

func registerCopy(app *clause, name, to string) {
	app.Command("copy", "Copy a file.").Setup(func() error { return copyTo(name, to) })
}

func copyTo(name, to string) error {
	from, err := os.Open(name)
	if err != nil {
		return err
	}
	into, err := os.Create(to)
	if err != nil {
		return err
	}
	defer from.Close() // want "released too late"
	defer into.Close()
	_, err = io.Copy(into, from)
	return err
}
