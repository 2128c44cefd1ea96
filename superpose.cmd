@echo off
rem Starts Superpose. Builds the runnable jar first when there is none or when its sources have changed.
rem Needs a JDK 17 or newer and, to build, Maven 3.8 or newer. The same as "superpose" for Windows.
setlocal EnableExtensions DisableDelayedExpansion
set "home=%~dp0"
set "state=%home%.superpose"
set "jar=%state%\superpose.jar"
set "stamp=%state%\built"
set "lock=%state%\lock"

rem ---- the tools ----
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
set "version="
for /f "tokens=3" %%v in ('cmd /c ""%java%" -version 2>&1" ^| findstr /c:" version "') do if not defined version set "version=%%~v"
if not defined version (
    echo superpose: no java found; install a JDK 17 or newer, or set JAVA_HOME>&2
    exit /b 2
)
for /f "tokens=1 delims=.-+_" %%m in ("%version%") do set "major=%%m"
if %major% lss 17 (
    echo superpose: Java 17 or newer is needed, but %java% is %version%; set JAVA_HOME to a newer JDK>&2
    exit /b 2
)

call :fresh
if not errorlevel 1 goto run

"%java%" --list-modules 2>nul | findstr /b /c:"jdk.compiler" >nul
if errorlevel 1 (
    echo superpose: a JDK is needed to build Superpose, but %java% belongs to a runtime without a compiler>&2
    exit /b 2
)
set "mvn="
for /f "tokens=3" %%v in ('call mvn -v 2^>nul ^| findstr /c:"Apache Maven"') do if not defined mvn set "mvn=%%v"
if not defined mvn (
    echo superpose: no mvn found; install Maven 3.8 or newer to build Superpose>&2
    exit /b 2
)
for /f "tokens=1,2 delims=." %%a in ("%mvn%") do set /a "number=%%a * 1000 + %%b"
if %number% lss 3008 (
    echo superpose: Maven 3.8 or newer is needed, but mvn is %mvn%>&2
    exit /b 2
)

rem ---- one builder at a time: a folder as lock ----
if not exist "%state%" mkdir "%state%"
set "said="
:acquire
mkdir "%lock%" 2>nul
if not errorlevel 1 goto build
if not defined said echo waiting for another superpose to build (if none runs, remove %lock%) ...>&2
set "said=yes"
ping -n 2 127.0.0.1 >nul
call :fresh
if not errorlevel 1 goto run
goto acquire

:build
echo building superpose ...>&2
type nul >"%stamp%.new"
pushd "%home%"
call mvn -q -B -pl simulator -am -Dmaven.test.skip=true package <nul >"%state%\build.log" 2>&1
set "failed=%errorlevel%"
popd
if not "%failed%"=="0" (
    type "%state%\build.log" >&2
    rmdir "%lock%"
    echo superpose: the build failed; what Maven said stands above and in %state%\build.log>&2
    exit /b 1
)
set "newest="
for /f "delims=" %%f in ('dir /b /o-d "%home%simulator\target\*-runnable.jar"') do if not defined newest set "newest=%%f"
copy /y "%home%simulator\target\%newest%" "%jar%.new" >nul && move /y "%jar%.new" "%jar%" >nul && move /y "%stamp%.new" "%stamp%" >nul
set "failed=%errorlevel%"
rmdir "%lock%"
if not "%failed%"=="0" (
    echo superpose: cannot replace %jar%; is another superpose running?>&2
    exit /b 1
)

:run
"%java%" -Djava.awt.headless=true -Dfile.encoding=UTF-8 -jar "%jar%" %*
exit /b %errorlevel%

rem ---- errorlevel 0 when the jar exists and no source is newer than the moment at which its build began ----
:fresh
if not exist "%jar%" exit /b 1
if not exist "%stamp%" exit /b 1
powershell -NoProfile -Command "$t = (Get-Item -LiteralPath $env:stamp).LastWriteTimeUtc; Set-Location -LiteralPath $env:home; $p = 'pom.xml','LICENSE','NOTICE','licenses','circuits/pom.xml','circuits/src/main','optics/pom.xml','optics/src/main','simulator/pom.xml','simulator/src/main'; $n = @(Get-Item $p) + @(Get-ChildItem $p -Recurse) | Where-Object { $_.LastWriteTimeUtc -gt $t } | Select-Object -First 1; if ($n) { exit 1 }"
exit /b %errorlevel%
