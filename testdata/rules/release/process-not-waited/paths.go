// Package paths starts processes that nobody waits for.
package paths

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"time"

	"github.com/gin-gonic/gin"
)

func never(path string) error {
	cmd := exec.Command("convert", path) // a comment
	return cmd.Start()                   // want "process in `cmd` is never waited for"
}

func checked(path string) error {
	cmd := exec.Command("convert", path)
	if err := cmd.Start(); err != nil { // want "process"
		return err
	}
	return nil
}

func pipeError(ctx context.Context) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "ls")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil { // want "process"
		return nil, err
	}
	text, err := io.ReadAll(out)
	if err != nil {
		return nil, err
	}
	return text, cmd.Wait()
}

func early(input io.Reader, dry bool) error {
	cmd := exec.Command("sort")
	cmd.Stdin = input
	err := cmd.Start() // want "process"
	if err != nil {
		return err
	}
	if dry {
		return nil
	}
	return cmd.Wait()
}

func kills(cmd2 string) error {
	cmd := exec.Command(cmd2)
	if err := cmd.Start(); err != nil { // want "process"
		return err
	}
	time.Sleep(time.Second)
	return cmd.Process.Kill()
}

func timesOut(done <-chan struct{}) error {
	cmd := exec.Command("sleep", "60")
	if err := cmd.Start(); err != nil { // want "process"
		return err
	}
	select {
	case <-done:
		return cmd.Wait()
	case <-time.After(time.Second):
		return errors.New("timed out")
	}
}

func perItem(names []string) error {
	for _, name := range names {
		cmd := exec.Command("touch", name)
		if err := cmd.Start(); err != nil { // want "process"
			return err
		}
	}
	return nil
}

func inGoroutine(name string) {
	go func() {
		cmd := exec.Command("notify", name)
		_ = cmd.Start() // want "process"
	}()
}

func ginHandler(c *gin.Context) {
	cmd := exec.Command("report", c.Query("name"))
	if err := cmd.Start(); err != nil { // want "process"
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	c.Status(http.StatusAccepted)
}

func handler(w http.ResponseWriter, r *http.Request) {
	var out bytes.Buffer
	cmd := &exec.Cmd{Path: "/bin/date", Stdout: &out}
	if cmd.Start() == nil { // want "process"
		w.WriteHeader(http.StatusAccepted)
	}
}

func switches(mode string) (err error) {
	cmd := exec.Command("backup")
	if err = cmd.Start(); err != nil { // want "process"
		return
	}
	switch mode {
	case "wait":
		err = cmd.Wait()
	case "log":
		err = cmd.Process.Signal(os.Interrupt)
	}
	return
}

func raw(path string) error {
	process, err := os.StartProcess(path, nil, &os.ProcAttr{}) // want "process"
	if err != nil {
		return err
	}
	return process.Signal(os.Interrupt)
}

func build(name string) *exec.Cmd {
	cmd := exec.Command(name)
	cmd.Dir = "/tmp"
	return cmd
}

func viaHelper(name string) error {
	cmd := build(name)
	if err := cmd.Start(); err != nil { // want "process"
		return err
	}
	return nil
}

func opens(w http.ResponseWriter, r *http.Request) {
	if err := exec.Command("xdg-open", r.FormValue("url")).Start(); err != nil { // want "the process is dropped and can never be waited for: one zombie process per call"
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func cleanOpens(w http.ResponseWriter, r *http.Request) {
	if err := exec.Command("xdg-open", r.FormValue("url")).Run(); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
